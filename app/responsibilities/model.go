package responsibilities

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"demarc/app/desk"
	"demarc/app/matrix"
	"demarc/assess"
	"demarc/marks"
)

// show is what a tile tells.
type show string

const (
	showState    show = "state"
	showOwner    show = "owner"
	showBaseline show = "baseline"
)

// filter is which assets are listed, and in what order.
type filter struct {
	kind     string   // what an asset has a cell of; see lets. Empty lists all, unowned sorts them
	text     string   // part of a name, provider or tag
	hosting  string   // a hosting model's id
	party    string   // somebody's id: assets on which they are accountable
	category []string // of the controls shown; none shows all
}

// grid is the matrix as ready rows. Cells are made when they are first shown
// and kept until something changes.
type grid struct {
	desk     *desk.Desk
	assets   []*assess.Asset
	controls []*assess.Control
	place    map[string]int // of a control in a row of the evaluation
	show     show
	cells    map[string][]matrix.Cell
}

// newGrid lists what a filter lets through.
func newGrid(d *desk.Desk, f filter, s show) *grid {
	g := &grid{desk: d, show: s, place: map[string]int{}, cells: map[string][]matrix.Cell{}}
	catalogue := d.Session.Catalogue()
	for i := range catalogue.Controls {
		control := &catalogue.Controls[i]
		g.place[control.ID] = i
		if len(f.category) == 0 || slices.Contains(f.category, control.Category) {
			g.controls = append(g.controls, control)
		}
	}
	evaluation := d.Session.Evaluation()
	words := strings.Fields(strings.ToLower(f.text))
	for _, asset := range evaluation.Assets() {
		if (f.hosting == "" || asset.Hosting == f.hosting) && matches(asset, words) && g.lets(f.kind, asset) && g.concerns(f.party, asset) {
			g.assets = append(g.assets, asset)
		}
	}
	if f.kind == "unowned" {
		slices.SortStableFunc(g.assets, func(a, b *assess.Asset) int {
			return cmp.Compare(evaluation.AssetTotals(b.ID).Unowned, evaluation.AssetTotals(a.ID).Unowned)
		})
	}
	return g
}

func matches(asset *assess.Asset, words []string) bool {
	if len(words) == 0 {
		return true
	}
	text := strings.ToLower(strings.Join([]string{asset.Name, asset.Provider, asset.Service, asset.Hosting, strings.Join(asset.Tags, " ")}, " "))
	return !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, word) })
}

// lets reports whether an asset has a cell of the kind that is looked for.
func (g *grid) lets(kind string, asset *assess.Asset) bool {
	totals := g.desk.Session.Evaluation().AssetTotals(asset.ID)
	counts := map[string]int{
		"half_owned": totals.HalfOwned, "undecided": totals.Undecided, "owned": totals.Owned, "not_applicable": totals.NotApplicable,
		"presumed": totals.Presumed, "not_assessed": totals.NotAssessed, "assessed": totals.Applicable - totals.NotAssessed,
		"implemented": totals.Compliant, "evidenced": totals.Evidenced, "weak": totals.Weak,
	}
	if n, counted := counts[kind]; counted {
		return n > 0
	}
	return true
}

// concerns reports whether a party is accountable on an asset.
func (g *grid) concerns(party string, asset *assess.Asset) bool {
	return party == "" || slices.ContainsFunc(g.desk.Session.Evaluation().Row(asset.ID), func(view assess.CellView) bool {
		return slices.ContainsFunc(view.Needs, func(side assess.Side) bool { return view.Answer.Clause(side).Accountable == party })
	})
}

// Rows, Columns, Row, Column and Cell are what the matrix draws.
func (g *grid) Rows() int    { return len(g.assets) }
func (g *grid) Columns() int { return len(g.controls) }

func (g *grid) Row(r int) matrix.Row {
	asset := g.assets[r]
	return matrix.Row{Name: desk.OneLine(asset.Name), Unowned: g.desk.Session.Evaluation().AssetTotals(asset.ID).Unowned}
}

func (g *grid) Column(c int) string { return g.desk.ControlShort(g.controls[c]) }

func (g *grid) Cell(r, c int) matrix.Cell {
	row := g.row(g.assets[r])
	if at := g.place[g.controls[c].ID]; at < len(row) {
		return row[at]
	}
	return matrix.Cell{Tile: marks.NotApplicable}
}

// mostRows is how many rows are kept: far more than are ever in view.
const mostRows = 1000

// row is all of an asset's cells, in the catalogue's order of controls.
func (g *grid) row(asset *assess.Asset) []matrix.Cell {
	if cells, ok := g.cells[asset.ID]; ok {
		return cells
	}
	views := g.desk.Session.Evaluation().Row(asset.ID)
	if len(g.cells) >= mostRows {
		clear(g.cells)
	}
	cells := make([]matrix.Cell, len(views))
	for i := range views {
		cells[i] = g.cell(&views[i])
	}
	g.cells[asset.ID] = cells
	return cells
}

func (g *grid) cell(view *assess.CellView) matrix.Cell {
	cell := matrix.Cell{Tile: marks.Of(view), Weak: marks.Weak(view)}
	switch g.show {
	case showOwner:
		if cell.Tile > marks.Undecided && cell.Tile != marks.NotApplicable {
			cell.Tile, cell.Text = marks.NotApplicable, g.ownerLetters(view)
		}
	case showBaseline:
		cell.Text = boundaryLetter(g.desk, view.Boundary)
	}
	return cell
}

// ownerLetters are the initials of who is accountable on the client's side, or
// else of the provider.
func (g *grid) ownerLetters(view *assess.CellView) string {
	if slices.Contains(view.Needs, assess.CustomerSide) {
		return initials(g.desk.Person(view.Answer.Customer.Accountable))
	}
	return initials(desk.OneLine(view.ProviderOwner))
}

// initials are the first letters of a name's first and last words.
func initials(name string) string {
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	letter := func(word string) string {
		first, _ := utf8.DecodeRuneInString(word)
		return string(unicode.ToUpper(first))
	}
	switch len(words) {
	case 0:
		return ""
	case 1:
		return string([]rune(strings.ToUpper(words[0]))[:min(2, utf8.RuneCountInString(strings.ToUpper(words[0])))])
	}
	return letter(words[0]) + letter(words[len(words)-1])
}

func boundaryLetter(d *desk.Desk, o assess.Owner) string {
	switch o {
	case assess.OwnerProvider:
		return d.T("P")
	case assess.OwnerCustomer:
		return d.T("C")
	case assess.OwnerShared:
		return d.T("S")
	}
	return ""
}

// at finds an asset's row and a control's column; -1 where it is not listed.
func (g *grid) at(asset, control string) (row, column int) {
	row = slices.IndexFunc(g.assets, func(a *assess.Asset) bool { return a.ID == asset })
	column = slices.IndexFunc(g.controls, func(c *assess.Control) bool { return c.ID == control })
	return row, column
}

// unowned finds the next unowned cell after a place, going on from the end at
// the beginning; by is 1 or -1.
func (g *grid) unowned(row, column, by int) (int, int, bool) {
	n := g.Rows() * g.Columns()
	if n == 0 {
		return 0, 0, false
	}
	at := row*g.Columns() + column
	for range n {
		at = (at + by + n) % n
		r, c := at/g.Columns(), at%g.Columns()
		if g.Row(r).Unowned == 0 {
			continue
		}
		if view, ok := g.desk.Session.Evaluation().Cell(g.assets[r].ID, g.controls[c].ID); ok && view.State == assess.StateUnowned {
			return r, c, true
		}
	}
	return 0, 0, false
}

// chosen are the assets and controls of a selection.
func (g *grid) chosen(s matrix.Range) (assets []*assess.Asset, controls []*assess.Control) {
	if g.Rows() == 0 || g.Columns() == 0 {
		return nil, nil
	}
	return g.assets[max(0, s.Row):min(s.ToRow+1, g.Rows())], g.controls[max(0, s.Column):min(s.ToColumn+1, g.Columns())]
}
