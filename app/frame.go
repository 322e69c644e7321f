package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
)

// frame is what stands around every screen: bar, navigation, side panel,
// status line, and the strip that says what went wrong.
type frame struct {
	w        *Window
	nav      map[desk.ScreenName]*look.NavItem
	navBox   *fyne.Container
	centre   *fyne.Container
	panel    *panel
	strip    *fyne.Container
	saved    *look.Label
	savedTo  *fyne.Container
	undo     *look.Button
	status   *look.Label
	undoLink *look.Button
	busy     *look.Label
	stop     *look.Button
	layout   *frameLayout
	whole    *fyne.Container
}

func newFrame(w *Window) *frame {
	l, t := w.look, w.language.T
	f := &frame{w: w, nav: map[desk.ScreenName]*look.NavItem{}, centre: container.NewStack(), strip: container.NewStack()}
	f.saved = l.Label("", look.Small, look.Text3)
	f.savedTo = container.NewStack(f.saved)
	f.undo = l.Button(t("Undo"), look.Plain, func() { w.run("undo") })
	f.status = l.Shrinking("", look.Small, look.Text2)
	f.undoLink = l.Link(t("Undo"), look.Accent, func() { w.run("undo") })
	f.undoLink.Hide()
	f.busy = l.Label("", look.Small, look.Text2)
	f.stop = l.Link(t("Cancel"), look.Accent, func() { w.tasks.cancel() })
	f.stop.Hide()
	f.strip.Hide()
	f.panel = newPanel(w)
	f.navBox = f.navigation()
	f.assemble()
	return f
}

func (f *frame) content() fyne.CanvasObject { return f.whole }

func (f *frame) assemble() {
	l := f.w.look
	status := l.Sized(0, 30, l.Pad(l.Row(10, look.Grow(look.Middle(f.status)), f.undoLink, f.busy, f.stop), 0, 16, 0, 16))
	middle := look.Border(f.strip, look.Border(l.Hairline(), nil, nil, nil, status), nil, nil, f.centre)
	f.layout = &frameLayout{look: l, nav: f.navBox, middle: l.On(look.Surface, middle), panel: f.panel.box}
	body := container.New(f.layout, f.layout.middle, f.layout.nav, f.layout.panel)
	top := look.Border(f.presenting(), l.Hairline(), nil, nil, f.bar())
	f.whole = look.Border(top, nil, nil, nil, body)
}

// presenting is the strip that says that the client is looking.
func (f *frame) presenting() fyne.CanvasObject {
	if !f.w.presenting {
		return nil
	}
	l := f.w.look
	text := l.Label(f.w.language.T("Presentation: people's names and evidence excerpts are hidden. F9 ends it."), look.SmallMedium, look.OnAccent)
	return l.On(look.Accent, l.Pad(text, 4, 16, 4, 16))
}

func (f *frame) bar() fyne.CanvasObject {
	w, l, t := f.w, f.w.look, f.w.language.T
	scope := w.desk.Session.State().Engagement
	logo := container.NewStack(rounded(l, look.Accent, 5), container.NewCenter(l.Label("D", look.BodyStrong, look.OnAccent)))
	who := l.Row(10, l.Sized(24, 24, logo),
		l.Label(clip(desk.OneLine(scope.Client), 40), look.BodyStrong, look.Text),
		l.Label(clip(desk.OneLine(scope.Title), 32), look.Small, look.Text2),
		f.savedTo)
	search := newSearchButton(w, t("Go to an asset, control or command"))
	report := l.Button(t("Make report"), look.Primary, func() { w.run("screen.report") })
	menu := l.Button("⋯", look.Ghost, func() { w.run("palette.commands") })
	right := l.Row(8, f.undo, report, menu)
	line := container.New(&barParts{look: l}, who, search, right)
	return l.On(look.Surface, l.Sized(0, 44, line))
}

func clip(text string, most int) string {
	letters := []rune(text)
	if len(letters) <= most {
		return text
	}
	return string(letters[:most-1]) + "…"
}

func rounded(l *look.Look, role look.Role, radius float32) fyne.CanvasObject {
	r := canvas.NewRectangle(l.Colour(role))
	r.CornerRadius = l.S(radius)
	return r
}

func (f *frame) navigation() *fyne.Container {
	w, l, t := f.w, f.w.look, f.w.language.T
	column := l.Column(0, l.Pad(l.Label(t("ASSESS"), look.Overline, look.Text3), 14, 12, 6, 16))
	for _, name := range screenOrder {
		if name == desk.Report {
			column.Add(l.Pad(l.Label(t("HAND OVER"), look.Overline, look.Text3), 18, 12, 6, 16))
		}
		item := l.NavItem(w.screenTitle(name), func() { w.show(name) })
		f.nav[name] = item
		column.Add(item)
	}
	catalogue := w.desk.Session.Catalogue()
	about := l.Column(2,
		l.Shrinking(t("Catalogue %s · %s controls", catalogue.Version, w.language.Number(len(catalogue.Controls))), look.Caption, look.Text3),
		l.Shrinking("sha256 "+catalogue.SHA256[:4]+" "+catalogue.SHA256[4:8]+" … "+catalogue.SHA256[len(catalogue.SHA256)-4:], look.Caption, look.Text3),
		l.Shrinking(t("as of %s", w.language.Date(catalogue.AsOf.Time())), look.Caption, look.Text3))
	side := look.Border(nil, l.Pad(about, 8, 12, 12, 16), nil, nil, container.New(topAligned{}, column))
	return look.Border(nil, nil, nil, l.Hairline(), l.On(look.Surface, side))
}

// refresh shows figures and names as they are now.
func (f *frame) refresh() {
	w := f.w
	evaluation := w.desk.Session.Evaluation()
	totals := evaluation.Totals()
	figures := map[desk.ScreenName]string{
		desk.Assets:           w.language.Number(totals.Assets),
		desk.Responsibilities: w.language.Number(totals.Unowned),
		desk.People:           w.language.Number(len(w.desk.Session.State().Parties)),
		desk.Report:           w.language.T("draft"),
	}
	for name, item := range f.nav {
		item.Set(name == w.current, figures[name], name == desk.Responsibilities && totals.Unowned > 0)
	}
	if head, err := w.desk.Session.Head(); err == nil {
		f.saved.Set("✓ "+w.language.T("Saved %s", w.language.Time(head.Header.Time.Time().Local())), look.Text3)
	}
	f.savedTo.Objects = []fyne.CanvasObject{f.saved}
	f.savedTo.Refresh()
}

// put shows a screen.
func (f *frame) put(content fyne.CanvasObject) {
	f.centre.Objects = []fyne.CanvasObject{content}
	f.centre.Refresh()
}

func (f *frame) say(text string, undo bool) {
	f.status.Set(text, look.Text2)
	f.undoLink.Hidden = !undo
	f.status.Refresh()
	f.whole.Refresh()
}

// fail shows a strip under the bar until it is read; a retry is offered where
// it may help, and the saved mark says that nothing was saved.
func (f *frame) fail(text string, retry func()) {
	l, t := f.w.look, f.w.language.T
	parts := []fyne.CanvasObject{look.Grow(l.Paragraph(text, look.BodyMedium, look.OnAlarm, 720))}
	hide := func() {
		f.strip.Hide()
		f.whole.Refresh()
	}
	if retry != nil {
		again := l.Link(t("Retry"), look.OnAlarm, func() { hide(); retry() })
		parts = append(parts, again)
		missed := l.Link(t("Not saved · Retry"), look.Alarm, func() { hide(); retry() })
		f.savedTo.Objects = []fyne.CanvasObject{missed}
		f.savedTo.Refresh()
	}
	parts = append(parts, l.Link(t("Close"), look.OnAlarm, hide))
	f.strip.Objects = []fyne.CanvasObject{l.On(look.Alarm, l.Pad(l.Row(8, parts...), 8, 16, 8, 16))}
	f.strip.Show()
	f.whole.Refresh()
}

// offer shows a strip with two things to do about it.
func (f *frame) offer(text, first string, do func(), second string, other func()) {
	l := f.w.look
	then := func(do func()) func() {
		return func() {
			f.strip.Hide()
			f.whole.Refresh()
			do()
		}
	}
	line := l.Row(8, look.Grow(l.Paragraph(text, look.Body, look.Text, 720)), l.Link(first, look.Accent, then(do)), l.Link(second, look.Accent, then(other)))
	f.strip.Objects = []fyne.CanvasObject{l.On(look.Selection, l.Pad(line, 8, 16, 8, 16))}
	f.strip.Show()
	f.whole.Refresh()
}

// progress shows how far a long work is; an empty text ends that.
func (f *frame) progress(text string, stop func()) {
	f.busy.Set(text, look.Text2)
	f.stop.Hidden = stop == nil
	f.whole.Refresh()
}
