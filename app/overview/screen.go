package overview

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/assess"
)

// keyScroll is where it is kept how far the screen is scrolled.
const keyScroll = "overview.scroll"

// screen is the overview. Its parts are made anew for every width and after
// every change; there are few of them.
type screen struct {
	desk  *desk.Desk
	view  view
	since assess.Date // the day of the visit before
	root  *fyne.Container
	size  fyne.Size // that the parts are set for
	high  float32   // of the map's rows: as the window has room

	scroll *container.Scroll
	steps  []*press
	heat   *heatMap
	begin  *look.Button // of the empty state
	said   *look.Label  // the words of the tile that is pointed at
}

// New makes the overview.
func New(d *desk.Desk) desk.Screen {
	s := &screen{desk: d, since: lastVisit(d)}
	s.root = container.New(&fit{look: d.Look, set: s.setFor}, container.NewStack())
	s.read()
	return s
}

// read brings the view to what is stored.
func (s *screen) read() {
	s.view = newView(s.desk)
	s.view.fresh = freshWords(s.desk, s.since)
	s.set(s.size.Max(fyne.NewSize(s.desk.Look.S(960), 0)))
}

// setFor sets the screen for a size that the window gives it.
func (s *screen) setFor(size fyne.Size) {
	if size != s.size {
		s.set(size)
	}
}

func (s *screen) set(size fyne.Size) {
	s.size = size
	focus := s.focused()
	width := size.Width - s.desk.Look.S(2*side)
	s.high = heatHeight
	content := s.parts(width)
	if s.scroll != nil && s.heat != nil {
		spare := size.Height - s.scroll.Content.MinSize().Height - s.desk.Look.S(headHeight)
		s.high = heatDense
		if spare >= 0 {
			s.high = min(heatRoomy, heatHeight+float32(int(spare/s.desk.Look.Scale)/max(1, len(s.view.heat.rows))))
		}
		content = s.parts(width)
	}
	s.root.Objects = []fyne.CanvasObject{content}
	if s.scroll != nil {
		offset, _ := strconv.ParseFloat(s.desk.Memory.Get(keyScroll), 32) // without one it begins at the top
		s.scroll.Offset.Y = float32(offset)
		s.scroll.OnScrolled = func(p fyne.Position) {
			s.desk.Memory.Set(keyScroll, strconv.Itoa(int(p.Y)))
		}
	}
	s.root.Refresh()
	focus()
}

// focused remembers which part has the keyboard, and returns what gives it to
// the part that comes in its place.
func (s *screen) focused() func() {
	focused := s.desk.Window.Canvas().Focused()
	if s.heat != nil && focused == fyne.Focusable(s.heat) {
		row, column := s.heat.row, s.heat.column
		return func() {
			if s.heat != nil {
				s.heat.row, s.heat.column = row, column
				s.desk.Focus(s.heat)
			}
		}
	}
	for i, step := range s.steps {
		if focused == fyne.Focusable(step) {
			return func() { s.focusStep(i) }
		}
	}
	return func() {}
}

func (s *screen) focusStep(i int) {
	if len(s.steps) > 0 {
		s.desk.Focus(s.steps[max(0, min(i, len(s.steps)-1))])
	}
}

// Content is the screen.
func (s *screen) Content() fyne.CanvasObject { return s.root }

// Refresh follows a change of the engagement.
func (s *screen) Refresh() { s.read() }

// Enter gives the keyboard to the first thing to do.
func (s *screen) Enter() {
	s.desk.Window.Panel(nil)
	switch {
	case len(s.steps) > 0:
		s.focusStep(0)
	case s.heat != nil:
		s.desk.Focus(s.heat)
	case s.begin != nil:
		s.desk.Focus(s.begin)
	}
}

// Show has nothing to select: the whole overview is in view.
func (s *screen) Show(desk.Place) {}

// Search has no field here; the map takes the keyboard.
func (s *screen) Search() {
	if s.heat != nil {
		s.desk.Focus(s.heat)
	}
}

// Drop has no use for files.
func (s *screen) Drop([]string, fyne.Position) bool { return false }

// fit tells what it holds how large it is before it is laid out, so that texts
// can be broken and parts set beneath each other where there is little room.
type fit struct {
	look *look.Look
	set  func(size fyne.Size)
}

func (f *fit) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(f.look.S(360), f.look.S(240))
}

func (f *fit) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.set(size)
	for _, object := range objects {
		object.Resize(size)
	}
}
