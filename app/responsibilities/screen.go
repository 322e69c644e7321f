package responsibilities

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/app/matrix"
	"demarc/app/page"
	"demarc/assess"
)

type screen struct {
	desk   *desk.Desk
	matrix *matrix.Matrix
	grid   *grid
	filter filter
	show   show

	content *fyne.Container
	head    *fyne.Container // title with the sum
	chips   *fyne.Container
	legend  *fyne.Container
	search  *look.Entry
	body    *fyne.Container

	// fields of the panel that keys lead to; nil where the panel has none
	owner  *look.Picker
	status *look.Picker
	duty   *look.Picker
	scope  *look.Picker
	reason *look.Entry
	sheet  *fyne.Container // what the panel shows; nil where nothing is selected
	proof  func()
	ruling bool              // the panel of one cell offers to make a rule
	asked  []asked           // what the RACI templates leave to choose
	chosen map[string]string // what was chosen of it, by control
	answer *look.Button      // the first of them
}

// New makes the screen.
func New(d *desk.Desk) desk.Screen {
	s := &screen{desk: d, show: show(d.Memory.Get("responsibilities.show")), head: container.NewStack(), chips: page.FlowApart(d.Look), legend: page.Flow(d.Look), body: container.NewStack()}
	if s.show == "" {
		s.show = showState
	}
	s.filter.kind = d.Memory.Get("responsibilities.filter")
	s.search = d.Look.Entry("", d.T("Filter assets"), nil)
	s.search.OnChanged = func(text string) { s.filter.text = text; s.list() }
	s.search.OnSubmitted = func(string) { s.focus() }
	s.grid = newGrid(d, s.filter, s.show)
	s.matrix = matrix.New(d.Look, s.grid)
	s.matrix.AssetHead, s.matrix.UnownedHead = d.T("Asset"), d.T("unowned")
	s.matrix.OnSelected = func(matrix.Range) { s.asked, s.ruling = nil, false; s.remember(); s.panel() }
	s.matrix.OnOpen = s.open
	s.matrix.OnRune = s.typed
	s.matrix.OnDelete = func() { s.own("", "") }
	s.matrix.OnContext = func(fyne.Position) { s.open() }
	s.content = page.NewAcross(d.Look, page.Footed(d.Look, s.body, s.legend), s.head, s.chips)
	s.recall()
	s.refreshHead()
	s.list()
	return s
}

// Content is part of desk.Screen, as are the methods below.
func (s *screen) Content() fyne.CanvasObject { return s.content }

func (s *screen) Refresh() {
	s.refreshHead()
	s.list()
	s.panel()
}

func (s *screen) Enter() {
	s.panel()
	s.focus()
}

func (s *screen) Search() { s.desk.Focus(s.search) }

func (s *screen) Show(p desk.Place) {
	if act := s.act(p.Do); act != nil {
		act()
		return
	}
	if p.Filter != "" || p.Hosting != "" || p.Party != "" || len(p.Category) > 0 || !s.lists(p.Asset, p.Control) {
		s.filter = filter{kind: p.Filter, hosting: p.Hosting, party: p.Party, category: p.Category}
		s.search.SetText("")
		s.desk.Memory.Set("responsibilities.filter", p.Filter)
		s.list()
	}
	row, column := s.grid.at(p.Asset, p.Control)
	switch {
	case p.Asset != "" && row >= 0:
		s.matrix.SetCursor(row, max(0, column))
	case p.Control != "" && column >= 0 && s.grid.Rows() > 0:
		s.matrix.SetCursor(s.matrix.Top(), column)
	}
	s.panel()
	s.focus()
}

// lists reports whether what a place names is listed already.
func (s *screen) lists(asset, control string) bool {
	row, column := s.grid.at(asset, control)
	return (asset == "" || row >= 0) && (control == "" || column >= 0)
}

// Drop takes files as evidence: over the panel or the selection for what is
// selected, over another cell for that one. Elsewhere it has no use for them.
func (s *screen) Drop(paths []string, at fyne.Position) bool {
	if row, column, ok := s.matrix.At(within(s.matrix, at)); ok {
		if !s.matrix.Selection().Holds(row, column) {
			s.matrix.SetCursor(row, column)
		}
	} else if !s.overPanel(at) {
		return false
	}
	s.evidence(paths)
	return true
}

// within is a point of the window as an object sees it.
func within(object fyne.CanvasObject, at fyne.Position) fyne.Position {
	return at.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(object))
}

// overPanel reports whether a point lies over the panel, all the way down.
func (s *screen) overPanel(at fyne.Position) bool {
	if s.sheet == nil || s.sheet.Size().IsZero() {
		return false
	}
	inside := within(s.sheet, at)
	return inside.X >= 0 && inside.Y >= 0 && inside.X < s.sheet.Size().Width
}

func (s *screen) focus() { s.desk.Focus(s.matrix) }

// list shows what the filter lets through.
func (s *screen) list() {
	s.grid = newGrid(s.desk, s.filter, s.show)
	s.matrix.SetModel(s.grid)
	s.matrix.Refresh()
	s.drawChips()
	var body fyne.CanvasObject = s.matrix
	if s.grid.Rows() == 0 {
		body = s.empty()
	}
	if len(s.body.Objects) != 1 || s.body.Objects[0] != body {
		s.body.Objects = []fyne.CanvasObject{body}
		s.body.Refresh()
	}
	s.refreshHead()
}

func (s *screen) empty() fyne.CanvasObject {
	d := s.desk
	totals := d.Session.Evaluation().Totals()
	if totals.Assets == 0 {
		return d.Empty(d.T("No assets yet. Import a CSV or add the first by hand."),
			d.Look.Row(8, d.Look.Button(d.T("Import…"), look.Primary, func() { d.Window.Go(desk.Place{Screen: desk.Assets, Do: "import"}) }),
				d.Look.Button(d.T("New asset"), look.Plain, func() { d.Window.Go(desk.Place{Screen: desk.Assets, Do: "new"}) })))
	}
	return d.Empty(d.T("Nothing matches the filter in %s.", d.N(totals.Cells, "%s cell", "%s cells")),
		d.Look.Button(d.T("Clear filter"), look.Primary, s.clear))
}

func (s *screen) clear() {
	s.filter = filter{}
	s.search.SetText("")
	s.desk.Memory.Set("responsibilities.filter", "")
	s.list()
	s.focus()
}

// refreshHead shows the title and the sum.
func (s *screen) refreshHead() {
	d := s.desk
	totals := d.Session.Evaluation().Totals()
	shown := -1
	if s.grid.Rows() != totals.Assets || s.grid.Columns() != totals.Controls {
		shown = s.grid.Rows() * s.grid.Columns()
	}
	s.head.Objects = []fyne.CanvasObject{d.Heading(d.T("Responsibilities"), look.Grow(look.Middle(page.Beside(d, totals, shown))))}
	s.head.Refresh()
}

// drawChips shows the filters.
func (s *screen) drawChips() {
	d, l := s.desk, s.desk.Look
	totals := d.Session.Evaluation().Totals()
	kind := func(name, value string, count int) fyne.CanvasObject {
		if count >= 0 {
			name += "  " + d.Number(count)
		}
		return l.Chip(name, s.filter.kind == value, func() {
			s.filter.kind = value
			d.Memory.Set("responsibilities.filter", value)
			s.list()
			s.focus()
		})
	}
	parts := []fyne.CanvasObject{
		kind(d.T("All assets"), "", -1), kind(d.T("Unowned first"), "unowned", -1),
		kind(d.T("Half owned"), "half_owned", totals.HalfOwned), kind(d.T("Undecided"), "undecided", totals.Undecided),
		kind(d.T("Weak baseline"), "weak", totals.Weak),
	}
	if name := s.narrowed(); name != "" {
		parts = append(parts, l.Chip(name+"  ×", true, s.clear))
	}
	parts = append(parts, l.Sized(104, 0, s.search))
	modes := l.Row(4, l.Label(d.T("Show"), look.Small, look.Text3))
	for _, choice := range []struct {
		name  string
		value show
	}{{d.T("State"), showState}, {d.T("Owner"), showOwner}, {d.T("Baseline"), showBaseline}} {
		modes.Add(l.Chip(choice.name, s.show == choice.value, func() { s.tell(choice.value) }))
	}
	s.chips.Objects = append(parts, modes)
	s.drawLegend()
	s.content.Refresh() // chips and legend may need another line
}

// tell changes what the tiles tell.
func (s *screen) tell(what show) {
	s.show = what
	s.desk.Memory.Set("responsibilities.show", string(what))
	s.list()
	s.focus()
}

// narrowed says to what a link narrowed the list, beyond what has a chip.
func (s *screen) narrowed() string {
	d := s.desk
	switch kind := s.filter.kind; {
	case s.filter.hosting != "":
		return d.HostingName(s.filter.hosting)
	case s.filter.party != "":
		return d.Person(s.filter.party)
	case len(s.filter.category) > 0:
		return d.T("some controls")
	case kind == "presumed":
		return d.T("on the provider's word")
	case kind == "owned":
		return d.T("owned")
	case kind == "evidenced":
		return d.T("evidenced")
	case slices.Contains([]string{"not_applicable", "not_assessed", "assessed", "implemented"}, kind):
		return d.Plain(kind)
	}
	return ""
}

// nextUnowned goes to the next cell that nobody owns.
func (s *screen) nextUnowned(by int) {
	row, column := s.matrix.Cursor()
	r, c, found := s.grid.unowned(row, column, by)
	if !found {
		s.desk.Window.Say(s.desk.T("Every duty that is listed has an owner."), false)
		return
	}
	s.matrix.SetCursor(r, c)
	s.panel()
	s.focus()
}

// current is the cell under the cursor.
func (s *screen) current() (assess.CellView, bool) {
	row, column := s.matrix.Cursor()
	if row < 0 || row >= s.grid.Rows() || column < 0 || column >= s.grid.Columns() {
		return assess.CellView{}, false
	}
	return s.desk.Session.Evaluation().Cell(s.grid.assets[row].ID, s.grid.controls[column].ID)
}

// open puts the keyboard into the panel.
func (s *screen) open() {
	if s.owner != nil {
		s.desk.Focus(s.owner)
	}
}

// typed begins an assignment with a letter.
func (s *screen) typed(letter rune) {
	if s.owner != nil {
		s.owner.Begin(letter)
		return
	}
	s.desk.Window.Say(s.desk.T("Nobody has a duty here, so there is nobody to name. F8 goes to the next unowned cell."), false)
}

// assigned goes on after an assignment by keyboard: the cell below is next.
func (s *screen) assigned() {
	if s.matrix.Selection().Single() {
		row, column := s.matrix.Cursor()
		if row+1 < s.grid.Rows() {
			s.matrix.SetCursor(row+1, column)
		}
	}
	s.panel()
	s.focus()
}

// remember keeps where the cursor is, as ids.
func (s *screen) remember() {
	if view, ok := s.current(); ok {
		s.desk.Memory.Set("responsibilities.asset", view.Asset.ID)
		s.desk.Memory.Set("responsibilities.control", view.Control.ID)
		s.desk.Memory.Set("responsibilities.top", strconv.Itoa(s.matrix.Top()))
	}
}

func (s *screen) recall() {
	row, column := s.grid.at(s.desk.Memory.Get("responsibilities.asset"), s.desk.Memory.Get("responsibilities.control"))
	if row >= 0 && column >= 0 {
		top, _ := strconv.Atoi(s.desk.Memory.Get("responsibilities.top"))
		s.matrix.SetTop(top)
		s.matrix.SetCursor(row, column)
	}
}
