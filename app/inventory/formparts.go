package inventory

import (
	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/assess"
)

// head is the top of the form: the name, the asset's own sum with links to its
// cells, and what can be done with it as a whole.
type head struct {
	form     *form
	box      *fyne.Container
	standing *look.Label
	name     *look.Label
	sums     *fyne.Container
	retire   *look.Button
	totals   assess.Totals
	of       string
}

func newHead(f *form) *head {
	l, d := f.desk.Look, f.desk
	h := &head{form: f, sums: l.Column(2), standing: l.Label("", look.Overline, look.Text3), name: l.Shrinking("", look.PanelTitle, look.Text)}
	compare := l.Button(d.T("Compare hosting…"), look.Plain, func() { f.list.screen.whatIf(f.asset) })
	h.retire = l.Button(d.T("Retire asset…"), look.Plain, f.list.askRetire)
	h.box = l.Column(6, h.standing, h.name, h.sums, l.Row(8, compare, h.retire))
	return h
}

func (h *head) show(a *assess.Asset) {
	d := h.form.desk
	h.standing.Set(standing(d, a), look.Text3)
	h.name.Set(desk.OneLine(a.Name), look.Text)
	if retired := a.Lifecycle == assess.LifecycleRetired; retired != h.retire.Disabled() {
		h.retire.SetDisabled(retired)
	}
	totals := d.Session.Evaluation().AssetTotals(a.ID)
	if totals == h.totals && h.of == a.ID {
		return
	}
	h.totals, h.of = totals, a.ID
	h.sums.RemoveAll()
	if a.Counted() {
		h.sums.Add(d.Look.Pad(d.Look.Column(0, sumLine(d, totals, a.ID), outcomeLine(d, totals, a.ID)), 0, 0, 0, -4))
	} else {
		h.sums.Add(d.Look.Label(d.T("Its cells are not counted."), look.Small, look.Text2))
	}
	h.sums.Refresh()
}

// sumLine is the asset's sum that closes, each figure a link to its cells.
func sumLine(d *desk.Desk, t assess.Totals, asset string) fyne.CanvasObject {
	l := d.Look
	loud := look.Alarm
	if t.Unowned == 0 {
		loud = look.Text
	}
	sign := func(text string) fyne.CanvasObject { return l.Label(text, look.Small, look.Text3) }
	return l.Row(0,
		cells(d, d.N(t.Unowned, "%s unowned", "%s unowned"), loud, asset, "unowned"), sign("+"),
		cells(d, d.N(t.Owned, "%s owned", "%s owned"), look.Text, asset, "owned"), sign("+"),
		cells(d, d.T("%s n/a", d.Number(t.NotApplicable)), look.Text, asset, "not_applicable"), sign("="),
		cells(d, d.N(t.Cells, "%s cell", "%s cells"), look.Accent, asset, ""))
}

func outcomeLine(d *desk.Desk, t assess.Totals, asset string) fyne.CanvasObject {
	sign := func(text string) fyne.CanvasObject { return d.Look.Label(text, look.Small, look.Text3) }
	return d.Look.Row(0,
		cells(d, d.N(t.Compliant, "%s implemented", "%s implemented"), look.Text2, asset, "implemented"), sign("·"),
		cells(d, d.N(t.Partial, "%s partial", "%s partial"), look.Text2, asset, "partial"), sign("·"),
		cells(d, d.N(t.Gaps, "%s gap", "%s gaps"), look.Text2, asset, "gap"))
}

// cells is a figure that leads to its cells.
func cells(d *desk.Desk, text string, role look.Role, asset, filter string) fyne.CanvasObject {
	return d.Look.Link(text, role, func() {
		d.Window.Go(desk.Place{Screen: desk.Responsibilities, Asset: asset, Filter: filter})
	})
}

// past is the end of the form: what happened to the asset lately.
type past struct {
	desk    *desk.Desk
	box     *fyne.Container
	of      string
	commits int
}

func newPast(d *desk.Desk) *past { return &past{desk: d, box: d.Look.Column(6), commits: -1} }

// show reads the history again only when there may be something new.
func (p *past) show(asset string) {
	d, l := p.desk, p.desk.Look
	if p.of == asset && p.commits == d.Session.Commits() {
		return
	}
	p.of, p.commits = asset, d.Session.Commits()
	p.head()
	if len(d.Session.State().Assets) > readAtOnce {
		p.box.Add(l.Row(0, l.Link(d.T("Show the last changes"), look.Accent, p.read)))
		p.box.Refresh()
		return
	}
	p.read()
}

// readAtOnce is the number of assets beyond which the history is read when it
// is asked for: reading it means reading every commit, large imports included.
const readAtOnce = 500

func (p *past) head() {
	d, l := p.desk, p.desk.Look
	all := l.Link(d.T("All of it"), look.Accent, func() { d.Window.Go(desk.Place{Screen: desk.History, Asset: p.of}) })
	p.box.RemoveAll()
	p.box.Add(l.Hairline())
	p.box.Add(d.Overline(d.T("HISTORY"), all))
}

// read tells the last changes.
func (p *past) read() {
	d, l := p.desk, p.desk.Look
	p.head()
	events, err := eventsOf(d, p.of)
	if err != nil {
		p.box.Add(l.Paragraph(p.desk.Sentence(err), look.Small, look.Alarm, desk.PanelWidth))
	}
	for _, e := range events {
		p.box.Add(l.Column(1,
			l.Row(6, l.Label(e.When, look.Caption, look.Text3), look.Grow(l.Shrinking(e.Who, look.Caption, look.Text3))),
			l.Paragraph(e.What, look.Small, look.Text2, desk.PanelWidth)))
	}
	p.box.Refresh()
}
