package look

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Option is one thing to pick. Note stands beside it in a fainter colour.
type Option struct{ Value, Text, Note string }

// Picker is a field that offers what matches what is typed. Down and up move,
// enter takes, escape leaves everything as it was.
type Picker struct {
	Entry
	// Options lists what can be picked.
	Options func() []Option
	// Free takes a text that is no option, and says in which words that is
	// offered; nil allows options alone.
	Free func(text string) string
	// Picked is told the value of an option, or a free text.
	Picked func(value string)
	// People says that the options are people and teams.
	People bool
	// Unpicked is told of a text that was not picked when the field is left, and
	// stays in it. Without it the old text comes back, and the appearance's is told.
	Unpicked func()

	list    *Choices
	typed   bool
	picking bool
}

// Picker makes a field to pick from a list; text is what is shown at first.
func (l *Look) Picker(text, hint string, options func() []Option, picked func(value string)) *Picker {
	p := &Picker{Options: options, Picked: picked}
	p.look = l
	p.ExtendBaseWidget(p)
	p.Text, p.saved = text, text
	p.SetPlaceHolder(hint)
	p.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	p.Keys, p.Tabs = p.key, p.found
	p.Left = p.left
	p.OnChanged = func(string) { p.typed = true; p.offer() }
	p.OnSubmitted = func(string) { p.take() }
	p.ActionItem = newOpener(l, p.focusAndOffer)
	return p
}

// Choice makes a picker among a few words.
func (l *Look) Choice(value string, options []Option, picked func(string)) *Picker {
	text := value
	for _, o := range options {
		if o.Value == value {
			text = o.Text
		}
	}
	return l.Picker(text, "", func() []Option { return options }, picked)
}

// TappedSecondary opens the field's menu.
func (p *Picker) TappedSecondary(event *fyne.PointEvent) { p.openMenu(p, event) }

func (p *Picker) focusAndOffer() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil {
		c.Focus(p)
	}
	p.typed = false
	p.offer()
}

// Begin starts a pick with a letter that was typed elsewhere.
func (p *Picker) Begin(letter rune) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil {
		c.Focus(p)
	}
	p.SetText(string(letter))
	p.CursorColumn = 1
	p.Refresh()
}

// TypedRune types a letter. The first takes the place of what was picked before:
// a name is found by typing it, not by changing another.
func (p *Picker) TypedRune(r rune) {
	if !p.typed && p.Text == p.saved {
		p.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
	p.Entry.TypedRune(r)
}

// matching lists the options that begin with what is typed, then those with a
// word that does, then those that hold it.
func (p *Picker) matching() []Option {
	query := strings.ToLower(strings.TrimSpace(p.Text))
	if !p.typed {
		query = ""
	}
	return Matching(p.Options(), query)
}

// Matching lists the options that a query may mean, best first.
func Matching(options []Option, query string) []Option {
	query = strings.ToLower(strings.TrimSpace(query))
	if query == "" {
		return options
	}
	var first, word, within []Option
	for _, o := range options {
		text := strings.ToLower(o.Text)
		switch {
		case strings.HasPrefix(text, query):
			first = append(first, o)
		case strings.Contains(text, " "+query):
			word = append(word, o)
		case strings.Contains(text, query) || strings.Contains(strings.ToLower(o.Note), query):
			within = append(within, o)
		}
	}
	return append(append(first, word...), within...)
}

// offered are the options that match, and a free text as it is offered.
func (p *Picker) offered() []Option {
	options := p.matching()
	if free := strings.TrimSpace(p.Text); p.Free != nil && p.typed && free != "" && !offers(options, free) {
		options = append(slices.Clip(options), Option{Value: free, Text: p.Free(free)})
	}
	return options
}

// Pending reports whether a text stands in the field by which nothing was
// picked.
func (p *Picker) Pending() bool { return p.Changed() && strings.TrimSpace(p.Text) != "" }

// Would is the option that enter takes for a text that is pending.
func (p *Picker) Would() (Option, bool) {
	p.typed = true
	if options := p.offered(); len(options) > 0 {
		return options[0], true
	}
	return Option{}, false
}

func (p *Picker) offer() {
	options := p.offered()
	if p.list == nil {
		p.list = p.look.Choices(p.pick)
		p.list.out = func() {
			if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil && c.Focused() != p {
				p.left()
			}
		}
	}
	p.list.Offer(options)
	size := p.list.MinSize()
	size.Width = max(p.Size().Width, p.look.S(240))
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(p).AddXY(0, p.Size().Height+1)
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil && at.Y+size.Height > c.Size().Height {
		at.Y = max(0, at.Y-p.Size().Height-2-size.Height)
		at.X = min(at.X, max(0, c.Size().Width-size.Width))
	}
	p.look.Float.Show(p.list, at, size)
}

func offers(options []Option, text string) bool {
	for _, o := range options {
		if strings.EqualFold(o.Text, text) {
			return true
		}
	}
	return false
}

func (p *Picker) key(event *fyne.KeyEvent) bool {
	open := p.list != nil && p.look.Float.Shows(p.list)
	switch event.Name {
	case fyne.KeyDown, fyne.KeyUp:
		if !open {
			p.typed = false
			p.offer()
			return true
		}
		p.list.Step(map[fyne.KeyName]int{fyne.KeyDown: 1, fyne.KeyUp: -1}[event.Name])
		return true
	case fyne.KeyEscape:
		if open || p.Changed() {
			p.Restore()
			return true
		}
	case fyne.KeyTab:
		if p.found() {
			p.take()
			return true
		}
	}
	return false
}

// found reports whether what is typed marks an option, which tab then takes.
func (p *Picker) found() bool {
	if !p.typed || strings.TrimSpace(p.Text) == "" || p.list == nil || !p.look.Float.Shows(p.list) {
		return false
	}
	_, ok := p.list.Current()
	return ok
}

// take picks what is marked in the list. An emptied field picks nothing.
func (p *Picker) take() {
	if p.typed && strings.TrimSpace(p.Text) == "" {
		p.close()
		if p.saved != "" {
			p.saved, p.typed = "", false
			p.Picked("")
		}
		return
	}
	open := p.list != nil && p.look.Float.Shows(p.list)
	if !open && !p.Pending() {
		p.typed = false
		p.offer()
		return
	}
	o, ok := Option{}, false
	if open {
		o, ok = p.list.Current()
	} else {
		o, ok = p.Would()
	}
	if !ok {
		p.tell()
		return
	}
	p.pick(o)
}

// tell says that what is typed is nothing to pick.
func (p *Picker) tell() {
	switch {
	case p.Unpicked != nil:
		p.Unpicked()
	case p.look.Unpicked != nil:
		p.look.Unpicked(p.Text)
	}
}

// Restore brings back what was picked before.
func (p *Picker) Restore() {
	p.close()
	p.put(p.saved)
}

func (p *Picker) pick(o Option) {
	p.picking = true
	p.close()
	text := o.Text
	if p.Free != nil && o.Text == p.Free(o.Value) {
		text = o.Value
	}
	p.put(text)
	p.picking = false
	p.Picked(o.Value)
}

func (p *Picker) put(text string) {
	changed := p.OnChanged
	p.OnChanged = nil
	p.Put(text)
	p.OnChanged = changed
	p.typed = false
}

func (p *Picker) close() {
	if p.list != nil {
		p.look.Float.Hide(p.list)
	}
}

// left keeps a text that was not picked where it can be said what is wrong with
// it, and is told of it in any case: nothing that was typed goes in silence. A
// field that was emptied and left is as it was.
func (p *Picker) left() {
	if p.picking || p.list != nil && p.list.over {
		return
	}
	p.close()
	if p.Pending() {
		p.tell()
	}
	if p.Changed() && (p.Unpicked == nil || !p.Pending()) {
		p.put(p.saved)
	}
}

// opener is the small triangle at the right of a field. The keyboard does not
// stop at it.
type opener struct {
	widget.BaseWidget
	look *Look
	open func()
}

func newOpener(l *Look, open func()) *opener {
	o := &opener{look: l, open: open}
	o.ExtendBaseWidget(o)
	return o
}

// Tapped opens the list.
func (o *opener) Tapped(*fyne.PointEvent) {
	o.look.Stir()
	o.open()
}

// CreateRenderer is part of the toolkit's contract.
func (o *opener) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(o.look.Pad(o.look.triangle(), 6, 8, 6, 4))
}
