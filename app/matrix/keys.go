package matrix

import (
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// AcceptsTab is part of the toolkit's contract: Tab leaves the matrix.
func (m *Matrix) AcceptsTab() bool { return false }

// FocusGained is part of the toolkit's contract.
func (m *Matrix) FocusGained() {
	m.focused = true
	m.parts.names.Refresh()
}

// FocusLost is part of the toolkit's contract.
func (m *Matrix) FocusLost() {
	m.focused = false
	m.parts.names.Refresh()
}

// TypedKey is part of the toolkit's contract.
func (m *Matrix) TypedKey(event *fyne.KeyEvent) {
	m.look.Stir()
	if !m.pressed(event.Name, m.modifiers()) && m.look.Key != nil {
		m.look.Key(event)
	}
}

// TypedShortcut is part of the toolkit's contract. Keys come this way, too,
// when Ctrl is held.
func (m *Matrix) TypedShortcut(shortcut fyne.Shortcut) {
	m.look.Stir()
	switch s := shortcut.(type) {
	case *fyne.ShortcutSelectAll:
		m.selectAll()
		return
	case *desktop.CustomShortcut:
		if m.pressed(s.KeyName, s.Modifier) {
			return
		}
	}
	if m.look.Shortcut != nil {
		m.look.Shortcut(shortcut)
	}
}

// TypedRune is part of the toolkit's contract. The space that follows the key
// of Shift+Space has been used by then.
func (m *Matrix) TypedRune(r rune) {
	m.look.Stir()
	switch {
	case r == ' ' && m.modifiers()&fyne.KeyModifierShift != 0:
	case m.OnRune != nil && (unicode.IsLetter(r) || unicode.IsDigit(r)):
		m.OnRune(r)
	case m.look.Rune != nil:
		m.look.Rune(r)
	}
}

// pressed does what a key is for and reports whether it is for anything here.
func (m *Matrix) pressed(key fyne.KeyName, held fyne.KeyModifier) bool {
	if held&^(fyne.KeyModifierShift|fyne.KeyModifierControl|fyne.KeyModifierShortcutDefault) != 0 {
		return false
	}
	shift := held&fyne.KeyModifierShift != 0
	if held&^fyne.KeyModifierShift != 0 {
		return m.pressedWithControl(key, shift)
	}
	if move := m.moveOf(key); move != nil {
		m.move(move, shift)
		return true
	}
	if shift {
		if key == fyne.KeySpace {
			m.selectRows(m.sel.anchor.row, m.sel.head.row, m.sel.cursor)
		}
		return key == fyne.KeySpace
	}
	return m.act(key)
}

// pressedWithControl does what a key is for while Ctrl (or Cmd) is held.
func (m *Matrix) pressedWithControl(key fyne.KeyName, shift bool) bool {
	switch {
	case key == fyne.KeyHome:
		m.move(func(place) place { return place{} }, shift)
	case key == fyne.KeyEnd:
		last := place{m.model.Rows() - 1, m.model.Columns() - 1}
		m.move(func(place) place { return last }, shift)
	case key == fyne.KeySpace && !shift:
		m.selectColumns(m.sel.anchor.column, m.sel.head.column, m.sel.cursor)
	case key == fyne.KeyA && !shift:
		m.selectAll()
	default:
		return false
	}
	return true
}

// moveOf is where a key takes a cell, nil if it does not move.
func (m *Matrix) moveOf(key fyne.KeyName) func(place) place {
	by := func(rows, columns int) func(place) place {
		return func(p place) place { return place{p.row + rows, p.column + columns} }
	}
	switch key {
	case fyne.KeyUp:
		return by(-1, 0)
	case fyne.KeyDown:
		return by(1, 0)
	case fyne.KeyLeft:
		return by(0, -1)
	case fyne.KeyRight:
		return by(0, 1)
	case fyne.KeyPageUp:
		return by(-m.page(), 0)
	case fyne.KeyPageDown:
		return by(m.page(), 0)
	case fyne.KeyHome:
		return func(p place) place { return place{p.row, 0} }
	case fyne.KeyEnd:
		return func(p place) place { return place{p.row, m.model.Columns() - 1} }
	}
	return nil
}

// page is how far PgUp and PgDn go: one row stays in view.
func (m *Matrix) page() int { return max(1, m.view().rows-1) }

func (m *Matrix) move(move func(place) place, extend bool) {
	m.update(m.sel.to(move, extend, m.model.Rows(), m.model.Columns()), true)
}

// act does what a single key other than a move is for.
func (m *Matrix) act(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyReturn, fyne.KeyEnter:
		return told(m.OnOpen)
	case fyne.KeyDelete, fyne.KeyBackspace:
		return told(m.OnDelete)
	case fyne.KeyEscape:
		if m.Selection().Single() {
			return false
		}
		m.update(single(m.sel.cursor), false)
		return true
	case desktop.KeyMenu:
		if m.OnContext != nil {
			m.OnContext(m.menuPlace())
		}
		return m.OnContext != nil
	}
	return false
}

func told(f func()) bool {
	if f != nil {
		f()
	}
	return f != nil
}

// menuPlace is below the cursor's cell, on the canvas.
func (m *Matrix) menuPlace() fyne.Position {
	v := m.view()
	x := v.names + v.x(between(0, m.sel.cursor.column-m.left, v.columns))
	y := v.head + v.y(between(0, m.sel.cursor.row-m.top+1, v.rows))
	corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(m)
	return corner.AddXY(m.inUnits(x), m.inUnits(y))
}

// selectRows selects whole rows.
func (m *Matrix) selectRows(from, to int, cursor place) {
	m.update(selection{cursor: cursor, anchor: place{from, 0}, head: place{to, m.model.Columns() - 1}}, false)
}

// selectColumns selects whole columns.
func (m *Matrix) selectColumns(from, to int, cursor place) {
	m.update(selection{cursor: cursor, anchor: place{0, from}, head: place{m.model.Rows() - 1, to}}, false)
}

func (m *Matrix) selectAll() {
	m.update(selection{cursor: m.sel.cursor, head: place{m.model.Rows() - 1, m.model.Columns() - 1}}, false)
}
