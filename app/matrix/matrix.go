package matrix

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"demarc/app/look"
)

// Matrix shows a model. Its callbacks may be nil; set them before it is shown.
type Matrix struct {
	widget.BaseWidget

	// OnSelected is told when cursor or selection have changed.
	OnSelected func(Range)
	// OnOpen is told of Enter and of a double click.
	OnOpen func()
	// OnRune gets the letters and digits that are typed on the selection.
	OnRune func(rune)
	// OnContext is told of a right click, or of the menu key, with the place on
	// the canvas where a menu belongs.
	OnContext func(at fyne.Position)
	// OnDelete is told of Del and Backspace.
	OnDelete func()

	// AssetHead and UnownedHead stand over the names and the counts.
	AssetHead, UnownedHead string

	look      *look.Look
	model     Model
	sel       selection
	top, left int // first row and column shown
	focused   bool
	pixels    float64 // per unit of the screen
	dense     float64 // pixels for each that the canvas counts
	modifiers func() fyne.KeyModifier

	pointer pointer
	wheel   wheel
	types   *types
	tiles   *tiles
	parts   parts
}

// New makes a matrix of a model.
func New(l *look.Look, m Model) *Matrix {
	matrix := &Matrix{look: l, model: m, pixels: 1, dense: 1, modifiers: heldModifiers, types: newTypes(l)}
	matrix.tiles = newTiles(l, matrix.types)
	matrix.parts = newParts(matrix)
	matrix.ExtendBaseWidget(matrix)
	return matrix
}

// heldModifiers are the modifier keys that are down.
func heldModifiers() fyne.KeyModifier {
	if driver, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return driver.CurrentKeyModifiers()
	}
	return 0
}

// SetModel shows another model. Cursor, selection and scroll stay where they
// are as far as the new model reaches.
func (m *Matrix) SetModel(model Model) {
	m.model = model
	m.Refresh()
}

// Refresh shows what has changed in the model.
func (m *Matrix) Refresh() {
	m.update(m.sel, false)
	m.BaseWidget.Refresh()
}

// Cursor is the cell that the keys move.
func (m *Matrix) Cursor() (row, column int) { return m.sel.cursor.row, m.sel.cursor.column }

// SetCursor selects one cell and scrolls it into view.
func (m *Matrix) SetCursor(row, column int) { m.update(single(place{row, column}), true) }

// Selection is the block of selected cells.
func (m *Matrix) Selection() Range { return m.sel.span() }

// SetSelection selects a block of cells. The cursor stays if it lies within and
// goes to the first cell otherwise; the view stays.
func (m *Matrix) SetSelection(r Range) {
	s := selection{cursor: m.sel.cursor, anchor: place{r.Row, r.Column}, head: place{r.ToRow, r.ToColumn}}
	if !r.Holds(s.cursor.row, s.cursor.column) {
		s.cursor = s.anchor
	}
	m.update(s, false)
}

// Top is the first row shown.
func (m *Matrix) Top() int { return m.top }

// SetTop scrolls to a row.
func (m *Matrix) SetTop(row int) { m.scrollTo(row, m.left) }

// update takes over a selection, shows it and tells of it if it is another.
func (m *Matrix) update(s selection, reveal bool) {
	s = s.within(m.model.Rows(), m.model.Columns())
	before := m.sel
	m.sel = s
	if reveal {
		m.reveal(s.cursor)
	} else {
		m.scrollTo(m.top, m.left)
	}
	m.parts.showSelection()
	if m.OnSelected != nil && (before.cursor != s.cursor || before.span() != s.span()) {
		m.OnSelected(s.span())
	}
}

// reveal scrolls as little as needed to show a cell.
func (m *Matrix) reveal(at place) {
	v := m.view()
	m.scrollTo(
		between(at.row-v.rows+1, m.top, at.row),
		between(at.column-v.columns+1, m.left, at.column))
}

// view is how the matrix lies in its room now.
func (m *Matrix) view() view {
	size := m.Size()
	return lay(float64(m.look.Scale)*m.pixels, m.inPixels(size.Width), m.inPixels(size.Height), m.model.Rows(), m.model.Columns())
}

func (m *Matrix) inPixels(length float32) int { return int(math.Round(float64(length) * m.pixels)) }

func (m *Matrix) inUnits(pixels int) float32 { return float32(float64(pixels) / m.pixels) }
