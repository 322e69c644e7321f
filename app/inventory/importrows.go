package inventory

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"demarc/app/desk"
	"demarc/engagement"
	"demarc/exchange"
)

// kind is one of the views of an import.
type kind int

const (
	kindNew kind = iota
	kindChanged
	kindConflicting
	kindRejected
	kindNotes
	kindColumns
)

// importLine is one line of a view, as ready texts. A row of the table may have
// several lines, of which the first says where it stands.
type importLine struct {
	Cells  []string
	Choice engagement.Choice
	Loud   bool // the last cell asks for something

	row  *engagement.ImportRow
	pair *pair
	note string
	// column is the one that a note is about, counted from 1, or 0.
	column int
}

// rowsOfKind are the rows that a view lists.
func (p *pending) rowsOfKind(k kind) []engagement.ImportRow {
	switch k {
	case kindNew:
		return p.Preview.New
	case kindChanged:
		return p.Preview.Changed
	case kindConflicting:
		return p.Preview.Conflicting
	case kindRejected:
		return p.Preview.Rejected
	}
	return nil
}

// linesOf makes a view's lines.
func (p *pending) linesOf(k kind) []importLine {
	var lines []importLine
	switch k {
	case kindColumns:
		return p.columnLines()
	case kindNotes:
		for _, note := range notesOf(p.desk, p.Preview) {
			lines = append(lines, importLine{Cells: []string{note.text}, note: note.text, column: p.columnHeaded(note.column)})
		}
		return lines
	}
	labels := fieldLabels(p.desk)
	rows := p.rowsOfKind(k)
	for i := range rows {
		switch k {
		case kindNew:
			lines = append(lines, p.newLine(&rows[i], labels))
		case kindRejected:
			lines = append(lines, p.rejectedLines(&rows[i])...)
		default:
			lines = append(lines, p.changeLines(&rows[i], labels)...)
		}
	}
	return lines
}

// newLine tells a new asset in one line.
func (p *pending) newLine(r *engagement.ImportRow, labels map[string]string) importLine {
	var says []string
	for _, f := range r.Fields {
		if f.Field != "name" && f.Field != "external_id" && len(says) < 8 {
			says = append(says, fmt.Sprintf("%s: %s", labelOf(p.desk, labels, f.Field), shorten(p.valueText(f.Field, f.New), 40)))
		}
	}
	return importLine{Cells: []string{fmt.Sprint(r.Line), nameOf(r), strings.Join(says, " · ")}, row: r}
}

// changeLines tells a row's fields before and after, side by side; what is in
// conflict comes first.
func (p *pending) changeLines(r *engagement.ImportRow, labels map[string]string) []importLine {
	var lines []importLine
	choice := p.Choices[placeOf(r)]
	for _, f := range slices.Concat(r.Conflicts, r.Fields) {
		inConflict := slices.Contains(r.Conflicts, f)
		cells := []string{"", "", labelOf(p.desk, labels, f.Field), shorten(p.valueText(f.Field, f.Old), 200), shorten(p.valueText(f.Field, f.New), 200)}
		line := importLine{Cells: cells, row: r}
		if inConflict || r.Repeats {
			line.Choice, line.Loud = choice, choice == engagement.ChoiceNone
			line.Cells = append(line.Cells, choiceText(p.desk, choice))
		}
		lines = append(lines, line)
	}
	if len(lines) == 0 { // its external id stands in several rows, and it says nothing new
		lines = append(lines, importLine{Cells: []string{"", "", "", "", "", choiceText(p.desk, choice)}, Choice: choice, Loud: choice == engagement.ChoiceNone, row: r})
	}
	lines[0].Cells[0], lines[0].Cells[1] = fmt.Sprint(r.Line), nameOf(r)
	return lines
}

// rejectedLines tells what is wrong with a row.
func (p *pending) rejectedLines(r *engagement.ImportRow) []importLine {
	var lines []importLine
	for i, problem := range r.Problems {
		cells := []string{"", "", desk.OneLine(problem.Column), desk.OneLine(problem.Value), reasonText(p.desk, problem)}
		if i == 0 {
			cells[0], cells[1] = fmt.Sprint(r.Line), nameOf(r)
		}
		lines = append(lines, importLine{Cells: cells, row: r})
	}
	return lines
}

// reasonText is why a value is not taken, and what may have been meant.
func reasonText(d *desk.Desk, p exchange.Problem) string {
	if len(p.Nearest) == 0 {
		return desk.OneLine(p.Reason.In(d.Language))
	}
	return desk.OneLine(d.T("%s; nearest: %s", p.Reason.In(d.Language), strings.Join(p.Nearest, ", ")))
}

func (p *pending) columnLines() []importLine {
	var lines []importLine
	if p.Mapping == nil {
		return nil
	}
	labels := fieldLabels(p.desk)
	for _, pair := range p.Mapping.pairs() {
		text := p.desk.T("not used")
		if pair.Field != "" {
			text = labelOf(p.desk, labels, pair.Field)
			if pair.Joined {
				text = p.desk.T("%s, with other columns", text)
			}
		}
		lines = append(lines, importLine{Cells: []string{fmt.Sprint(pair.Number), desk.OneLine(squeezed(pair.Column)), text}, pair: &pair})
	}
	return lines
}

func nameOf(r *engagement.ImportRow) string { return desk.OneLine(r.Name) }

func choiceText(d *desk.Desk, c engagement.Choice) string {
	switch c {
	case engagement.ChoiceMine:
		return d.T("mine")
	case engagement.ChoiceTheirs:
		return d.T("theirs")
	}
	return d.T("undecided")
}

// labelOf names a field, or the control whose accountable party it is.
func labelOf(d *desk.Desk, labels map[string]string, field string) string {
	if control := d.Session.Catalogue().Control(field); control != nil {
		return d.T("Accountable: %s", d.ControlShort(control))
	}
	if label := labels[field]; label != "" {
		return label
	}
	return desk.OneLine(field)
}

// valueText is a field's value as the preview has it, put as people read it.
func (p *pending) valueText(field, value string) string {
	d := p.desk
	switch {
	case p.Preview.Unknown[value] != "" && d.Presenting:
		return d.T("a new party")
	case p.Preview.Unknown[value] != "":
		return d.T("%s, a new party", desk.OneLine(p.Preview.Unknown[value]))
	case value == "":
		return d.T("nothing")
	case field == "owner" || d.Session.Catalogue().Control(field) != nil:
		return d.Person(value)
	case field == "hosting_model":
		return d.HostingName(value)
	case slices.Contains(knownWords, field):
		return d.Plain(value)
	case field == "data":
		return dataText(d, strings.Split(value, "|"))
	case field == "tags":
		return desk.OneLine(strings.ReplaceAll(value, "|", ", "))
	}
	return desk.OneLine(value)
}

// knownWords are the fields that take known values alone.
var knownWords = []string{"exposure", "approval", "lifecycle", "retrieval", "agentic", "fine_tuned", "custom_trained"}

// note is what an import leaves out or leaves to a person. One about a column of
// the table names it.
type note struct{ text, column string }

// columnHeaded is the column, counted from 1, that a note is about, or 0. Of two
// with one header it is the one that fills something.
func (p *pending) columnHeaded(header string) int {
	if p.Mapping == nil || header == "" {
		return 0
	}
	found := 0
	for _, pair := range p.Mapping.pairs() {
		if pair.Column == header && (found == 0 || pair.Field != "") {
			found = pair.Number
		}
	}
	return found
}

// notesOf says what the import leaves out or leaves to a person, each matter
// once.
func notesOf(d *desk.Desk, p *engagement.Preview) []note {
	notes := untranslated(d, p.Notes)
	for _, file := range slices.Sorted(maps.Keys(p.Ignored)) {
		if columns := p.Ignored[file]; len(columns) > 0 {
			text := d.N(len(columns), "%s column is not used", "%s columns are not used") + ": " + desk.OneLine(strings.Join(columns, ", "))
			notes = append(notes, note{text: text})
		}
	}
	if len(p.Gone) > 0 {
		names := make([]string, len(p.Gone))
		for i, asset := range p.Gone {
			names[i] = shorten(desk.OneLine(asset.Name), 60)
		}
		text := d.N(len(names), "%s asset of earlier imports is not in the table, and stays as it is", "%s assets of earlier imports are not in the table, and stay as they are") + ": " + strings.Join(names, ", ")
		notes = append(notes, note{text: text})
	}
	for _, repeat := range p.Repeated {
		notes = append(notes, note{text: repeatText(d, repeat)})
	}
	if len(p.ByOrder) > 0 {
		lines := make([]string, len(p.ByOrder))
		for i, line := range p.ByOrder {
			lines[i] = fmt.Sprint(line)
		}
		text := d.T("%s have the same name and place as another and are told apart by their order alone; give them an id column: lines %s", d.N(len(lines), "%s row", "%s rows"), strings.Join(lines, ", "))
		notes = append(notes, note{text: text})
	}
	return notes
}

// repeatText says that several rows are about one asset, and which counts.
func repeatText(d *desk.Desk, r engagement.Repeat) string {
	id, rows := shorten(desk.OneLine(r.ID), 60), d.Number(r.Rows)
	if r.Named {
		return d.T("%s rows of several tables are called %s and have no id; of those taken, the last one counts", rows, id)
	}
	return d.T("%s rows have the id %s; of those taken, the last one counts", rows, id)
}

// untranslated sums up by column and value what a guessed map left out.
func untranslated(d *desk.Desk, problems []exchange.Problem) []note {
	counts := map[string]int{}
	var notes []note
	for _, problem := range problems {
		problem.Line = 0
		text := desk.OneLine(problem.In(d.Language))
		if counts[text] == 0 {
			notes = append(notes, note{text, problem.Column})
		}
		counts[text]++
	}
	for i, n := range notes {
		notes[i].text = d.T("Left out in %s: %s", d.N(counts[n.text], "%s row", "%s rows"), n.text)
	}
	return notes
}
