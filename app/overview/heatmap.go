package overview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/marks"
)

// Lengths of the map.
const (
	heatNames   = 264 // the column of names at its widest
	heatNarrow  = 150 // and at its narrowest
	heatHead    = 36
	heatHeight  = 30
	heatDense   = 26 // where the rows would not fit
	heatRoomy   = 38 // where there is room to spare
	heatMark    = 20
	heatLeast   = 62 // the least width of a tile
	heatSpacing = 2
)

// heatMap draws the map and is one stop of the keyboard: arrows move between
// its tiles, space and enter go to a tile's cells.
type heatMap struct {
	widget.BaseWidget
	look  *look.Look
	shown heat
	high  float32 // the height of a row, a length of the design
	open  func(desk.Place)
	// say shows the words of the tile that is pointed at.
	say func(words string)

	row, column      int // of the tile that the keyboard is on
	overRow, overCol int // and the pointer; -1 is none
	focused          bool
	hover            *canvas.Rectangle
	ring, inner      *canvas.Rectangle
	names            []*look.Label
	counts           []*look.Label
	lines            []*canvas.Rectangle
	heads            []fyne.CanvasObject
	tiles            [][]*tileParts
}

// tileParts are what one tile is drawn from.
type tileParts struct {
	ground *canvas.Rectangle
	mark   fyne.CanvasObject // nil where there are no cells
	count  *look.Label
	all    *look.Label
}

func newHeatMap(l *look.Look, h heat, high float32, of func(all string) string, none string, open func(desk.Place), say func(string)) *heatMap {
	m := &heatMap{look: l, shown: h, high: high, open: open, say: say, overRow: -1, overCol: -1}
	m.hover, m.ring, m.inner = outline(l, look.Text2, 1), outline(l, look.Accent, 2), outline(l, look.Surface, 2)
	for _, row := range h.rows {
		m.names = append(m.names, l.Shrinking(row.name, look.Body, look.Text))
		m.counts = append(m.counts, l.Label(row.count, look.Small, look.Text3))
		m.lines = append(m.lines, canvas.NewRectangle(l.Colour(look.Hairline)))
		parts := make([]*tileParts, len(row.tiles))
		for i, tile := range row.tiles {
			parts[i] = newTileParts(l, tile, of, none)
		}
		m.tiles = append(m.tiles, parts)
	}
	m.ExtendBaseWidget(m)
	return m
}

func outline(l *look.Look, role look.Role, width float32) *canvas.Rectangle {
	r := canvas.NewRectangle(nil)
	r.StrokeColor, r.StrokeWidth = l.Colour(role), l.S(width)
	return r
}

func newTileParts(l *look.Look, tile heatTile, of func(string) string, none string) *tileParts {
	if tile.worst == marks.Tiles {
		return &tileParts{ground: canvas.NewRectangle(nil), count: l.Label(none, look.Small, look.Text3), all: l.Label("", look.Small, look.Text3)}
	}
	tint := tile.worst.Tint(l.Dark)
	p := &tileParts{ground: canvas.NewRectangle(colour(tint.Fill)), count: l.Label(tile.count, look.SmallStrong, look.Text), all: l.Label(of(tile.all), look.Small, look.Text)}
	p.mark = l.Tile(tile.worst, false, heatMark, heatMark)
	p.count.Colour, p.all.Colour = colour(tint.Mark), colour(tint.Mark)
	if tile.worst == marks.NotApplicable {
		p.ground.FillColor, p.ground.StrokeColor, p.ground.StrokeWidth = nil, l.Colour(look.Hairline), 1
	}
	return p
}

func (m *heatMap) at(p fyne.Position) (row, column int, ok bool) {
	l := m.look
	row = int((p.Y - l.S(heatHead)) / m.rowHeight())
	column = int((p.X - m.nameWidth()) / m.tileWidth())
	ok = p.Y >= l.S(heatHead) && p.X >= m.nameWidth() && row < len(m.tiles) && column < len(m.shown.heads) && m.tiles[row][column].mark != nil
	return row, column, ok
}

func (m *heatMap) nameWidth() float32 {
	return max(m.look.S(heatNarrow), min(m.look.S(heatNames), m.Size().Width*0.29))
}

// rowHeight is the height of a row in units of the screen.
func (m *heatMap) rowHeight() float32 {
	return m.look.S(m.high)
}

func (m *heatMap) tileWidth() float32 {
	return max(1, (m.Size().Width-m.nameWidth())/float32(len(m.shown.heads)))
}

// Tapped goes to the cells of a tile.
func (m *heatMap) Tapped(event *fyne.PointEvent) {
	m.look.Stir()
	if row, column, ok := m.at(event.Position); ok {
		m.open(m.shown.rows[row].tiles[column].to)
	}
}

// Cursor is a hand over a tile.
func (m *heatMap) Cursor() desktop.Cursor {
	if m.overRow >= 0 {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// MouseIn, MouseMoved and MouseOut follow the pointer.
func (m *heatMap) MouseIn(event *desktop.MouseEvent) { m.MouseMoved(event) }

// MouseMoved marks the tile below the pointer and says it in words.
func (m *heatMap) MouseMoved(event *desktop.MouseEvent) {
	row, column, ok := m.at(event.Position)
	if !ok {
		row, column = -1, -1
	}
	if row == m.overRow && column == m.overCol {
		return
	}
	m.overRow, m.overCol = row, column
	m.tell()
}

// MouseOut marks none.
func (m *heatMap) MouseOut() {
	m.overRow, m.overCol = -1, -1
	m.tell()
}

// FocusGained and FocusLost follow the keyboard.
func (m *heatMap) FocusGained() {
	m.focused = true
	if !m.has(m.row, m.column) {
		m.move(0, 1)
	}
	m.tell()
}

// FocusLost takes the ring away.
func (m *heatMap) FocusLost() { m.focused = false; m.tell() }

// tell shows where pointer and keyboard are, and what that tile says.
func (m *heatMap) tell() {
	words := ""
	switch {
	case m.overRow >= 0:
		words = m.shown.rows[m.overRow].tiles[m.overCol].words
	case m.focused && m.has(m.row, m.column):
		words = m.shown.rows[m.row].tiles[m.column].words
	}
	m.say(words)
	m.Refresh()
}

func (m *heatMap) has(row, column int) bool {
	return row >= 0 && row < len(m.tiles) && column >= 0 && column < len(m.shown.heads) && m.tiles[row][column].mark != nil
}

// move goes to the next tile in a direction that has cells.
func (m *heatMap) move(rows, columns int) {
	for row, column := m.row+rows, m.column+columns; row >= 0 && row < len(m.tiles) && column >= 0 && column < len(m.shown.heads); row, column = row+rows, column+columns {
		if m.has(row, column) {
			m.row, m.column = row, column
			m.tell()
			return
		}
	}
}

// TypedKey moves between the tiles and opens one.
func (m *heatMap) TypedKey(event *fyne.KeyEvent) {
	m.look.Stir()
	switch event.Name {
	case fyne.KeyUp:
		m.move(-1, 0)
	case fyne.KeyDown:
		m.move(1, 0)
	case fyne.KeyLeft:
		m.move(0, -1)
	case fyne.KeyRight:
		m.move(0, 1)
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		if m.has(m.row, m.column) {
			m.open(m.shown.rows[m.row].tiles[m.column].to)
		}
	default:
		if m.look.Key != nil {
			m.look.Key(event)
		}
	}
}

// TypedRune passes letters on.
func (m *heatMap) TypedRune(r rune) {
	m.look.Stir()
	if r != ' ' && m.look.Rune != nil {
		m.look.Rune(r)
	}
}
