package inventory

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/app/page"
	"demarc/assess"
)

// list is the table of assets with its filters, and the panel beside it.
type list struct {
	screen *screen
	desk   *desk.Desk
	box    *fyne.Container

	rows     []row
	lines    []line
	criteria criteria
	selected string // the asset that the panel is about

	table                   *look.Table
	filter                  *look.Entry
	hosting, approval, data *look.Picker
	unowned                 *look.Button
	sum, body, foot         *fyne.Container

	form   *form
	adding *adding
	side   fyne.CanvasObject // what the panel shows
}

func newList(s *screen) *list {
	l := &list{screen: s, desk: s.desk, sum: container.NewStack(), body: container.NewStack(), foot: container.NewStack()}
	l.recall()
	l.rows = rowsOf(l.desk)
	l.table = l.newTable()
	chips := l.newFilters()
	l.form = newForm(l)
	l.box = container.NewStack(page.New(l.desk.Look, nil, look.Border(nil, l.desk.Look.Sized(0, 30, l.foot), nil, nil, l.body), l.sum, chips))
	l.arrange()
	return l
}

func (l *list) object() fyne.CanvasObject { return l.box }

func (l *list) home() bool { return l.desk.Window.Canvas().Focused() == l.table.Focusable() }

func (l *list) focus() { l.desk.Focus(l.table.Focusable()) }

// refresh follows a change of the engagement; the selection and the keyboard
// stay where they are.
func (l *list) refresh() {
	l.rows = rowsOf(l.desk)
	l.arrange()
	switch {
	case l.side == l.form.box && l.form.stored() != nil:
		l.form.show(l.form.asset)
	case l.adding != nil && l.side == l.adding.box:
	default:
		l.showSelected()
	}
}

// enter shows the panel and gives the table the keyboard.
func (l *list) enter() {
	if l.adding == nil && l.desk.Unsent.IsOpen(addingForm) {
		l.adding = newAdding(l)
		l.side = l.adding.box
	}
	if l.adding == nil || l.side != l.adding.box {
		l.showSelected()
	} else {
		l.panel(l.adding.box)
	}
	if len(l.lines) > 0 {
		l.focus()
	}
}

// arrange puts the rows that match in order, and says how many they are.
func (l *list) arrange() {
	var shown int
	l.lines, shown = arrange(l.rows, l.criteria)
	l.sum.RemoveAll()
	l.sum.Add(l.desk.Heading(l.desk.T("Assets"), look.Grow(page.Beside(l.desk, l.desk.Session.Evaluation().Totals(), -1))))
	l.table.SetSorted(l.criteria.Sort, l.criteria.Down)
	l.body.RemoveAll()
	l.body.Add(l.filled())
	l.foot.RemoveAll()
	l.foot.Add(l.footLine(shown))
	for _, box := range []*fyne.Container{l.sum, l.body, l.foot} {
		box.Refresh()
	}
	l.table.Refresh()
	if i := at(l.lines, l.selected); i != l.table.Current() {
		l.mark(i)
	}
}

// filled is the table, or what is said in its place.
func (l *list) filled() fyne.CanvasObject {
	d := l.desk
	switch {
	case len(l.rows) == 0:
		return d.Empty(d.T("No assets yet. Import a table or add the first by hand."),
			d.Look.Row(8, d.Look.Button(d.T("Import…"), look.Primary, func() { l.screen.beginImport(nil) }), d.Look.Button(d.T("New asset"), look.Plain, l.add)))
	case len(l.lines) == 0:
		return d.Empty(nothingMatches(d, l.criteria, len(l.rows)), d.Look.Row(0, d.Look.Button(d.T("Clear filter"), look.Plain, l.clear)))
	}
	return newFitted(l.table, d.Look)
}

func (l *list) footLine(shown int) fyne.CanvasObject {
	d := l.desk
	text := d.N(len(l.rows), "%s asset", "%s assets")
	var parts []fyne.CanvasObject
	if l.criteria.filters() {
		text = d.T("showing %s of %s", d.Number(shown), text)
		parts = append(parts, d.Look.Link(d.T("Clear filter"), look.Accent, l.clear))
	} else if n := uncounted(l.rows); n > 0 {
		text = d.T("%s, of which %s not counted", text, d.N(n, "%s is", "%s are"))
	}
	parts = append([]fyne.CanvasObject{d.Look.Label(text, look.Small, look.Text2)}, parts...)
	return d.Look.Row(8, parts...)
}

// mark selects a line in the table without turning the panel.
func (l *list) mark(i int) {
	told := l.table.Selected
	l.table.Selected = nil
	l.table.Select(i)
	l.table.Selected = told
}

// selectLine is told by the table.
func (l *list) selectLine(i int) {
	if i < 0 || i >= len(l.lines) || l.lines[i].heading {
		return
	}
	l.selected = l.lines[i].row.ID
	l.remember()
	l.panelForm()
}

// showSelected brings selection and panel together; without a selection the
// first asset is it.
func (l *list) showSelected() {
	i := at(l.lines, l.selected)
	if i < 0 {
		if i = firstAsset(l.lines); i >= 0 {
			l.selected = l.lines[i].row.ID
		}
	}
	if i < 0 {
		l.panel(nil)
		return
	}
	l.mark(i)
	l.panelForm()
}

func firstAsset(lines []line) int {
	for i := range lines {
		if !lines[i].heading {
			return i
		}
	}
	return -1
}

func (l *list) panelForm() {
	l.adding = nil
	l.desk.Unsent.Close(addingForm)
	l.form.show(l.selected)
	l.panel(l.form.box)
}

// panel shows something at the side.
func (l *list) panel(object fyne.CanvasObject) {
	l.side = object
	l.desk.Window.Panel(object)
}

func (l *list) askRetire() { l.panel(l.form.retire()) }

func (l *list) closeRetire() {
	l.panelForm()
	l.focus()
}

// add begins a new asset in the panel.
func (l *list) add() {
	l.adding = newAdding(l)
	l.panel(l.adding.box)
	l.desk.Focus(l.adding.name)
}

// added selects the asset that was made, whatever the filter said.
func (l *list) added(asset *assess.Asset) {
	l.desk.Unsent.Drop(addingForm)
	l.adding = nil
	l.selected = asset.ID
	if at(l.lines, asset.ID) < 0 {
		l.clear()
	}
	l.showSelected()
	l.focus()
}
