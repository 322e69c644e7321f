package app

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"demarc/app/desk"
	"demarc/app/look"
)

// palette reaches every command, screen, asset, control and party by name. A
// text that begins with > asks for commands alone.
type palette struct {
	w       *Window
	entry   *look.Entry
	choices *look.Choices
	none    *look.Label // in the place of the choices, where there are none
	box     *fyne.Container
	all     []target
	before  fyne.Focusable
}

// target is something that the palette leads to.
type target struct {
	option  look.Option
	command bool
	run     func()
}

func (w *Window) openPalette(text string) {
	w.closeFloating()
	p := &palette{w: w, before: w.Canvas().Focused()}
	p.all = append(w.commandTargets(), w.placeTargets()...)
	p.choices = w.look.Choices(p.take)
	p.entry = w.look.Entry("", w.language.T("Go to an asset, control or command"), nil)
	p.entry.Keys = p.key
	p.entry.OnChanged = func(string) { p.offer() }
	p.entry.OnSubmitted = func(string) { p.enter() }
	p.none = w.look.Shrinking("", look.Body, look.Text2)
	p.box = w.look.Box(look.Surface, look.Edge, look.Border(w.look.Pad(p.entry, 8, 8, 4, 8), nil, nil, nil,
		container.NewStack(w.look.Pad(p.choices, 0, 8, 8, 8), w.look.Pad(p.none, 4, 12, 12, 12))))
	w.palette = p
	p.entry.Text = text
	p.offer()
	w.Canvas().Focus(p.entry)
	p.entry.CursorColumn = len(text)
	p.entry.Refresh()
}

func (p *palette) offer() {
	text := p.entry.Text
	commands := strings.HasPrefix(text, ">")
	query := strings.TrimSpace(strings.TrimPrefix(text, ">"))
	var options []look.Option
	for i, t := range p.all {
		if t.command || !commands {
			t.option.Value = strconv.Itoa(i)
			options = append(options, t.option)
		}
	}
	matching := look.Matching(options, query)
	p.choices.Offer(matching)
	p.choices.Hidden, p.none.Hidden = len(matching) == 0, len(matching) > 0
	l, size := p.w.look, p.w.Canvas().Size()
	p.none.Set(p.w.language.T("Nothing is called ‘%s’.", desk.OneLine(clip(query, 40))), look.Text2)
	width := min(l.S(640), size.Width-l.S(40))
	height := p.box.MinSize().Height
	l.Float.Show(p.box, fyne.NewPos((size.Width-width)/2, l.S(6)), fyne.NewSize(width, height))
}

func (p *palette) key(event *fyne.KeyEvent) bool {
	switch event.Name {
	case fyne.KeyDown:
		p.choices.Step(1)
	case fyne.KeyUp:
		p.choices.Step(-1)
	case fyne.KeyEscape:
		p.close()
	default:
		return false
	}
	return true
}

func (p *palette) enter() {
	if option, ok := p.choices.Current(); ok {
		p.take(option)
	}
}

func (p *palette) take(option look.Option) {
	p.close()
	if i, err := strconv.Atoi(option.Value); err == nil && i < len(p.all) {
		p.all[i].run()
	}
}

// close takes the palette away and gives the keyboard back.
func (p *palette) close() {
	p.w.look.Float.Hide(p.box)
	p.w.palette = nil
	if p.before != nil {
		p.w.Canvas().Focus(p.before)
	} else {
		p.w.Canvas().Unfocus()
	}
}

func (w *Window) commandTargets() []target {
	var list []target
	for _, c := range w.commands() {
		if w.desk == nil && c.needs {
			continue
		}
		list = append(list, target{option: look.Option{Text: c.name, Note: c.keyName(w.language)}, command: true, run: c.run})
	}
	return list
}

// placeTargets lists the places of the open engagement.
func (w *Window) placeTargets() []target {
	if w.desk == nil {
		return nil
	}
	d, t := w.desk, w.language.T
	var list []target
	add := func(name, note string, place desk.Place) {
		list = append(list, target{option: look.Option{Text: desk.OneLine(clip(name, 200)), Note: note}, run: func() { w.Go(place) }})
	}
	for _, asset := range d.Session.State().SortedAssets() {
		add(asset.Name, t("asset"), desk.Place{Screen: desk.Assets, Asset: asset.ID})
	}
	for i := range d.Session.Catalogue().Controls {
		control := &d.Session.Catalogue().Controls[i]
		add(control.ID+" "+d.ControlName(control), t("control"), desk.Place{Screen: desk.Responsibilities, Control: control.ID})
	}
	for _, party := range d.Session.State().SortedParties() {
		add(d.Person(party.ID), t("party"), desk.Place{Screen: desk.People, Party: party.ID})
	}
	return list
}

// searchButton looks like a field and opens the palette.
type searchButton struct {
	widget.BaseWidget
	w    *Window
	text string
}

func newSearchButton(w *Window, text string) *searchButton {
	s := &searchButton{w: w, text: text}
	s.ExtendBaseWidget(s)
	return s
}

// Tapped opens the palette.
func (s *searchButton) Tapped(*fyne.PointEvent) {
	s.w.stirred()
	s.w.openPalette("")
}

// Cursor is that of text.
func (s *searchButton) Cursor() desktop.Cursor { return desktop.TextCursor }

// CreateRenderer is part of the toolkit's contract.
func (s *searchButton) CreateRenderer() fyne.WidgetRenderer {
	l := s.w.look
	ground := canvas.NewRectangle(l.Colour(look.Raised))
	ground.StrokeColor, ground.StrokeWidth, ground.CornerRadius = l.Colour(look.Hairline), 1, l.S(4)
	line := l.Row(8, look.Grow(look.Middle(l.Shrinking(s.text, look.Small, look.Text3))), l.Label(modifierName(s.w.language)+" K", look.Caption, look.Text3))
	return widget.NewSimpleRenderer(l.Sized(0, 28, container.NewStack(ground, l.Pad(line, 0, 10, 0, 10))))
}
