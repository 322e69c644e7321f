package past

import (
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/assess"
	"demarc/engagement"
	"demarc/history"
)

// dispute is a conflict of a merge, with the choices that answer it.
type dispute struct {
	meeting *meeting
	of      *engagement.MergeConflict
	key     string // under which its answer is kept
	buttons []*look.Button
	box     fyne.CanvasObject
}

func newDispute(m *meeting, coming *engagement.Merging, of *engagement.MergeConflict) *dispute {
	c := &dispute{meeting: m, of: of, key: keyOf(of)}
	l := m.desk.Look
	told := m.tell(coming, of)
	column := l.Column(6, l.Paragraph(told.title, look.BodyStrong, look.Text, textWidth))
	if told.about != "" {
		column.Add(l.Paragraph(told.about, look.Small, look.Text2, textWidth))
	}
	for _, part := range told.parts {
		column.Add(c.part(part))
	}
	row := l.Row(8)
	for _, choice := range of.Choices {
		if choice == history.ChooseOwn {
			continue // one side is taken and corrected, as everywhere else
		}
		button := l.Chip(choiceWords(m.desk, choice), false, func() { m.choose(c, choice) })
		c.buttons = append(c.buttons, button)
		row.Add(button)
	}
	column.Add(l.Pad(row, 4, 0, 0, 0))
	c.box = l.Sized(textWidth+24, 0, l.Box(look.Surface, look.Edge, l.Pad(column, 10, 12, 10, 12)))
	c.show()
	return c
}

// keyOf names a conflict by what both sides say: an answer that was given to
// something else is none.
func keyOf(of *engagement.MergeConflict) string {
	sum := fnv.New64a()
	fmt.Fprintf(sum, "%q %q %q", of.Base.Fields, of.Ours.Fields, of.Theirs.Fields)
	return fmt.Sprintf("%s %x", of.ID, sum.Sum64())
}

// answer is the choice that was made, or none.
func (c *dispute) answer() history.Choice {
	kept, _ := c.meeting.desk.Unsent.Get(formMerge, c.key)
	if slices.Contains(c.of.Choices, history.Choice(kept)) {
		return history.Choice(kept)
	}
	return ""
}

// show marks the choice that was made.
func (c *dispute) show() {
	at := 0
	for _, choice := range c.of.Choices {
		if choice == history.ChooseOwn {
			continue
		}
		c.buttons[at].Selected = choice == c.answer()
		c.buttons[at].Refresh()
		at++
	}
}

func choiceWords(d *desk.Desk, choice history.Choice) string {
	switch choice {
	case history.ChooseOurs:
		return d.T("Ours counts")
	case history.ChooseTheirs:
		return d.T("Theirs counts")
	}
	return d.T("Both count")
}

// part sets what one side says beside its name.
func (c *dispute) part(p disputedPart) fyne.CanvasObject {
	const name = 96
	l := c.meeting.desk.Look
	lines := l.Column(2)
	for _, line := range p.lines {
		lines.Add(l.Paragraph(line, look.Body, look.Text, textWidth-name))
	}
	if p.by != "" {
		lines.Add(l.Paragraph(p.by, look.Small, look.Text3, textWidth-name))
	}
	left := l.Sized(name, 0, l.Column(0, l.Shrinking(p.name, look.Small, look.Text2)))
	return look.Border(nil, nil, left, nil, lines)
}

// disputed is a conflict in words.
type disputed struct {
	title, about string
	parts        []disputedPart
}

// disputedPart is what was before, or what a side says and who said it when.
type disputedPart struct {
	name  string
	lines []string
	by    string
}

// tell words a conflict.
func (m *meeting) tell(coming *engagement.Merging, c *engagement.MergeConflict) disputed {
	t, said := m.desk.T, coming.Words(m.desk.Language, c)
	w := &wording{c: &m.screen.past, names: map[assess.Ref]string{c.Ref: said.Name}}
	told := disputed{title: m.title(w, c, said)}
	if c.Kind == engagement.FieldConflict {
		told.title = t("%s: %s", told.title, said.Unit)
	} else {
		told.about = desk.Told(said.Unit)
	}
	if c.Kind == engagement.MeaningConflict {
		told.parts = []disputedPart{{t("Ours"), m.sentences(said.OursSays), m.by(c.Ours)}, {t("Theirs"), m.sentences(said.TheirsSays), m.by(c.Theirs)}}
		return told
	}
	before := []string{t("answered differently in earlier merges")}
	if !c.BaseUnknown {
		before = m.lines(w, c, c.Base, said.Base)
	}
	told.parts = []disputedPart{
		{t("Before"), before, ""}, {t("Ours"), m.lines(w, c, c.Ours, said.Ours), m.by(c.Ours)}, {t("Theirs"), m.lines(w, c, c.Theirs, said.Theirs), m.by(c.Theirs)},
	}
	return told
}

// title names the record, also one that only the other side has.
func (m *meeting) title(w *wording, c *engagement.MergeConflict, said engagement.ConflictWords) string {
	name := m.screen.past.discreet(shorten(said.Name, mostName))
	if m.desk.Session.State().Get(c.Ref) == nil {
		switch c.Ref.Kind {
		case assess.KindCell:
			return name
		case assess.KindRule:
			return m.desk.T("Scope rule %s", name)
		case assess.KindDisposition:
			return m.desk.T("Finding %s", name)
		}
	}
	return w.title(c.Ref)
}

func (m *meeting) sentences(said []string) []string {
	told := make([]string, len(said))
	for i, sentence := range said {
		told[i] = shorten(m.screen.past.discreet(sentence), 400)
	}
	return told
}

// by says who said something, and when.
func (m *meeting) by(v engagement.MergeValue) string {
	if !v.Known {
		return ""
	}
	at := v.Said.Header.Time.Time().Local()
	return m.screen.past.author(v.Said.Header.Author) + ", " + m.desk.Date(at) + ", " + m.desk.Time(at)
}

// mostLines is how many fields of a record are told.
const mostLines = 12

// lines words the fields of one side.
func (m *meeting) lines(w *wording, c *engagement.MergeConflict, v engagement.MergeValue, named map[string]string) []string {
	names := fieldNames(m.desk)
	paths := slices.Sorted(maps.Keys(v.Fields))
	if len(paths) == 0 {
		return []string{m.desk.T("nothing")}
	}
	var lines []string
	for _, path := range paths[:min(len(paths), mostLines)] {
		line := w.disputed(c.Ref, path, v.Fields[path], named)
		if len(paths) > 1 {
			base, _, _ := strings.Cut(path, "[")
			line = nameOf(m.desk, names, base) + ": " + line
		}
		lines = append(lines, line)
	}
	if left := len(paths) - mostLines; left > 0 {
		lines = append(lines, m.desk.N(left, "and %s more", "and %s more"))
	}
	return lines
}

// disputed words one value; named are names that only the other side knows.
func (w *wording) disputed(ref assess.Ref, path, text string, named map[string]string) string {
	base, element, isSet := strings.Cut(path, "[")
	switch {
	case w.hidden(ref, path):
		return w.c.desk.T("hidden while presenting")
	case named[path] != "" && !w.c.desk.Presenting:
		return desk.OneLine(shorten(named[path], mostName))
	case isSet && strings.HasSuffix(element, "]"):
		return w.element(base, strings.TrimSuffix(element, "]"))
	}
	return w.value(ref, path, text)
}
