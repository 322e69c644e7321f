package inventory

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"demarc/app/desk"
	"demarc/engagement"
	"demarc/exchange"
)

// pending is an import that is prepared: tables that were read, how their
// columns are understood, and what was decided about conflicts.
type pending struct {
	desk    *desk.Desk
	Paths   []string
	Mapping *mapping          // nil where the table has our own headers
	Columns *exchange.Columns // what stands in the tables, where there is a mapping
	Guessed bool              // nobody looked at the mapping yet
	Preview *engagement.Preview
	Choices map[place]engagement.Choice
	Skip    bool // leave rejected rows out
	Add     bool // take the owners whom nobody knows in as parties

	seen []stamp
}

// place is where a row stands: lines are unique in a file.
type place struct {
	File string
	Line int
}

func placeOf(r *engagement.ImportRow) place { return place{r.File, r.Line} }

// stamp tells whether a file is as it was read.
type stamp struct {
	size    int64
	changed time.Time
}

func stampOf(path string) stamp {
	info, err := os.Stat(path)
	if err != nil {
		return stamp{}
	}
	return stamp{info.Size(), info.ModTime()}
}

// readTables reads tables. One with our own headers is read as it is; of any
// other the meaning of its columns is guessed, for a person to look at.
func readTables(d *desk.Desk, paths []string) (*pending, error) {
	p := &pending{desk: d, Paths: paths, Choices: map[place]engagement.Choice{}}
	direct := p.preview()
	if direct == nil {
		return p, nil
	}
	guessed, err := engagement.GuessMap(paths[0], d.Session.Catalogue())
	if err != nil {
		return nil, err
	}
	if p.Columns, err = engagement.ReadColumns(paths); err != nil {
		return nil, err
	}
	if p.Mapping, err = newMapping(p.Columns.Headers, guessed.Encode()); err != nil {
		return nil, errors.Join(direct, err)
	}
	p.Guessed = true
	return p, p.preview()
}

// again reads the tables once more, the values of their columns with them.
func (p *pending) again() error {
	if p.Mapping != nil && p.moved() {
		columns, err := engagement.ReadColumns(p.Paths)
		if err != nil {
			return err
		}
		p.Columns, p.Mapping.Columns = columns, columns.Headers
	}
	return p.preview()
}

// preview reads the tables again; what was decided about rows that are still in
// conflict stays.
func (p *pending) preview() error {
	p.seen = nil
	for _, path := range p.Paths {
		p.seen = append(p.seen, stampOf(path))
	}
	preview, err := p.desk.Session.PreviewImport(p.Paths, p.options())
	if err == nil {
		p.Preview = preview
	}
	return err
}

func (p *pending) options() engagement.ImportOptions {
	options := engagement.ImportOptions{SkipRejected: p.Skip, AddOwners: p.Add, Ask: p.choice}
	if p.Mapping != nil {
		options.Map = p.Mapping.parsed
	}
	return options
}

func (p *pending) choice(row engagement.ImportRow) (engagement.Choice, error) {
	return p.Choices[placeOf(&row)], nil
}

// moved reports whether a file changed since it was read.
func (p *pending) moved() bool {
	for i, path := range p.Paths {
		if stampOf(path) != p.seen[i] {
			return true
		}
	}
	return false
}

// decideAll decides all conflicts alike.
func (p *pending) decideAll(c engagement.Choice) {
	for i := range p.Preview.Conflicting {
		p.Choices[placeOf(&p.Preview.Conflicting[i])] = c
	}
}

// undecided counts the conflicts that nobody decided.
func (p *pending) undecided() int {
	n := 0
	for i := range p.Preview.Conflicting {
		if p.Choices[placeOf(&p.Preview.Conflicting[i])] == engagement.ChoiceNone {
			n++
		}
	}
	return n
}

// rows counts what the import would take.
func (p *pending) rows() int {
	return len(p.Preview.New) + len(p.Preview.Changed) + len(p.Preview.Conflicting)
}

// hindrance says why the import cannot be made yet; nothing where it can.
func (p *pending) hindrance() string {
	d := p.desk
	rejected := 0
	if !p.Skip {
		rejected = len(p.Preview.Rejected)
	}
	var parts []string
	if n := p.undecided(); n > 0 {
		parts = append(parts, d.N(n, "%s conflict is undecided", "%s conflicts are undecided"))
	}
	if rejected > 0 {
		parts = append(parts, d.N(rejected, "%s row is rejected: leave it out, or correct the table", "%s rows are rejected: leave them out, or correct the table"))
	}
	if len(parts) > 0 {
		return strings.Join(parts, ", ") + "."
	}
	if p.rows() == 0 {
		return d.T("There is nothing to import: %s.", d.N(p.Preview.Unchanged, "%s row is as it is here", "%s rows are as they are here"))
	}
	return ""
}

// run makes the import: one commit.
func (p *pending) run() (string, error) {
	d := p.desk
	done, err := d.Session.Import(p.Paths, p.options())
	if err != nil {
		return "", err
	}
	parts := []string{d.T("%s new", d.Number(done.New)), d.T("%s changed", d.Number(done.Changed))}
	if done.KeptMine+done.Taken > 0 {
		parts = append(parts, d.T("%s kept as ours", d.Number(done.KeptMine)), d.T("%s taken as theirs", d.Number(done.Taken)))
	}
	if n := len(done.NewParties); n > 0 {
		parts = append(parts, d.N(n, "%s party added", "%s parties added"))
	}
	if done.Skipped > 0 {
		parts = append(parts, d.T("%s left out", d.Number(done.Skipped)))
	}
	return d.T("%s imported: %s", p.name(), strings.Join(parts, ", ")), nil
}

// name is what the tables are called. Presenting, other clients' files have no
// name.
func (p *pending) name() string {
	if p.desk.Presenting {
		return p.desk.N(len(p.Paths), "%s table", "%s tables")
	}
	name := shorten(desk.OneLine(filepath.Base(p.Paths[0])), 60)
	if len(p.Paths) > 1 {
		return fmt.Sprintf("%s + %d", name, len(p.Paths)-1)
	}
	return name
}
