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
	nav      *navigation
	centre   *fyne.Container
	panel    *panel
	strip    *fyne.Container
	failed   bool // the strip says what went wrong
	saved    *look.Label
	savedTo  *fyne.Container
	undo     *look.Button
	status   *look.Label
	hint     *look.Label // while status says nothing
	reopen   *look.Button
	undoLink *look.Button
	busy     *look.Label
	stop     *look.Button
	layout   *frameLayout
	whole    *fyne.Container
}

func newFrame(w *Window) *frame {
	l, t := w.look, w.language.T
	f := &frame{w: w, centre: container.NewStack(), strip: container.NewStack()}
	f.saved = l.Label("", look.Small, look.Text3)
	f.savedTo = container.NewStack(f.saved)
	f.undo = l.Button(t("Undo"), look.Plain, func() { w.run("undo") })
	f.status = l.Shrinking("", look.Small, look.Text2)
	f.hint = l.Shrinking("", look.Small, look.Text3)
	f.reopen = l.Link(t("Open side panel  %s ]", modifierName(w.language)), look.Accent, func() { w.run("panel") })
	f.reopen.Hide()
	f.undoLink = l.Link(t("Undo"), look.Accent, func() { w.run("undo") })
	f.undoLink.Hide()
	f.busy = l.Label("", look.Small, look.Text2)
	f.stop = l.Link(t("Cancel"), look.Accent, func() { w.tasks.cancel() })
	f.stop.Hide()
	f.strip.Hide()
	f.panel = newPanel(w)
	f.nav = newNavigation(w)
	f.assemble()
	return f
}

func (f *frame) content() fyne.CanvasObject { return f.whole }

// assemble sets the parts in the order in which the keyboard goes through them:
// first what the work is done in, last what stands around it. So tab never comes
// to Undo by surprise.
func (f *frame) assemble() {
	l := f.w.look
	line := l.Sized(0, 30, l.Pad(l.Row(10, look.Grow(container.NewStack(look.Middle(f.status), look.Middle(f.hint))), f.undoLink, f.busy, f.stop, f.reopen), 0, 16, 0, 16))
	status := look.Border(l.Hairline(), nil, nil, nil, line)
	f.layout = &frameLayout{look: l, nav: f.nav, middle: f.centre, status: status, panel: f.panel}
	body := container.New(f.layout, f.centre, f.panel.box, status, f.nav.box)
	top := look.Border(look.Border(f.presenting(), l.Hairline(), nil, nil, f.bar()), f.strip, nil, nil, nil)
	f.whole = look.Border(top, nil, nil, nil, body)
	f.whole.Objects = []fyne.CanvasObject{body, top}
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
	return l.Sized(0, 44, line)
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

// refresh shows figures and names as they are now.
func (f *frame) refresh() {
	w := f.w
	f.nav.refresh()
	f.showHint()
	if head, err := w.desk.Session.Head(); err == nil {
		f.saved.Set("✓ "+w.language.T("Saved %s", w.moment(head.Header.Time.Time().Local())), look.Text3)
	}
	if can := w.desk.Session.CanUndo(); can == f.undo.Disabled() {
		f.undo.SetDisabled(!can)
	}
	f.savedTo.Objects = []fyne.CanvasObject{f.saved}
	if len(w.missed) > 0 {
		f.notSaved()
	}
	f.savedTo.Refresh()
}

// showHint shows what the keys do in what is in front.
func (f *frame) showHint() { f.hint.Set(f.w.hint(f.w.current), look.Text3) }

// put shows a screen. What was said of the last one is past.
func (f *frame) put(content fyne.CanvasObject) {
	f.say("", false)
	f.centre.Objects = []fyne.CanvasObject{content}
	f.centre.Refresh()
}

func (f *frame) say(text string, undo bool) {
	f.status.Set(text, look.Text2)
	f.hint.Hidden = text != ""
	f.undoLink.Hidden = !undo
	f.status.Refresh()
	f.whole.Refresh()
}

// fail shows a strip under the bar until it is read; a retry is offered where
// it may help.
func (f *frame) fail(text string, retry func()) {
	l, t := f.w.look, f.w.language.T
	parts := []fyne.CanvasObject{look.Grow(look.Middle(l.Paragraph(text, look.BodyMedium, look.OnAlarm, 720)))}
	if retry != nil {
		parts = append(parts, l.Link(t("Retry"), look.OnAlarm, func() { f.hideStrip(); retry() }))
	}
	parts = append(parts, l.Link(t("Close"), look.OnAlarm, f.hideStrip))
	f.strip.Objects = []fyne.CanvasObject{l.On(look.Alarm, l.Pad(l.Row(8, parts...), 8, 16, 8, 16))}
	f.failed = true
	f.strip.Show()
	f.whole.Refresh()
}

func (f *frame) hideStrip() {
	f.failed = false
	f.strip.Hide()
	f.whole.Refresh()
}

// notSaved says in the place of the saved mark that changes were not kept.
func (f *frame) notSaved() {
	missed := f.w.look.Link(f.w.language.T("Not saved · Retry"), look.Alarm, f.w.retry)
	f.savedTo.Objects = []fyne.CanvasObject{missed}
	f.savedTo.Refresh()
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
	line := l.Row(8, look.Grow(look.Middle(l.Paragraph(text, look.Body, look.Text, 720))), l.Link(first, look.Accent, then(do)), l.Link(second, look.Accent, then(other)))
	f.failed = false
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
