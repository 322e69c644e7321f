package matrix

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

const (
	shift   = fyne.KeyModifierShift
	control = fyne.KeyModifierControl
)

// press types keys as the desktop driver hands them on, such as "Shift+Down":
// with Ctrl held they come as shortcuts.
func press(m *Matrix, keys ...string) {
	for _, key := range keys {
		held := fyne.KeyModifier(0)
		name := key
		for word, modifier := range map[string]fyne.KeyModifier{"Shift+": shift, "Ctrl+": control} {
			if strings.Contains(name, word) {
				name, held = strings.Replace(name, word, "", 1), held|modifier
			}
		}
		m.modifiers = func() fyne.KeyModifier { return held }
		if held&control != 0 {
			m.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyName(name), Modifier: held})
		} else {
			m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyName(name)})
		}
		if name == string(fyne.KeySpace) && held&control == 0 {
			m.TypedRune(' ')
		}
	}
	m.modifiers = func() fyne.KeyModifier { return 0 }
}

func TestKeysMoveAndExtend(t *testing.T) {
	cases := map[string]struct {
		keys   []string
		want   Range
		cursor place
	}{
		"down":                             {[]string{"Down"}, Range{6, 5, 6, 5}, place{6, 5}},
		"up and left":                      {[]string{"Up", "Left"}, Range{4, 4, 4, 4}, place{4, 4}},
		"not beyond the edge":              {[]string{"Home", "Left", "Left"}, Range{5, 0, 5, 0}, place{5, 0}},
		"extended":                         {[]string{"Shift+Down", "Shift+Down", "Shift+Right"}, Range{5, 5, 7, 6}, place{7, 6}},
		"extended and drawn back":          {[]string{"Shift+Down", "Shift+Up", "Shift+Up"}, Range{4, 5, 5, 5}, place{4, 5}},
		"a move collapses":                 {[]string{"Shift+Down", "Shift+Down", "Right"}, Range{7, 6, 7, 6}, place{7, 6}},
		"to the end of the row":            {[]string{"End"}, Range{5, 25, 5, 25}, place{5, 25}},
		"extended to the beginning":        {[]string{"Shift+Home"}, Range{5, 0, 5, 5}, place{5, 0}},
		"first cell":                       {[]string{"Ctrl+Home"}, Range{0, 0, 0, 0}, place{}},
		"last cell":                        {[]string{"Ctrl+End"}, Range{99, 25, 99, 25}, place{99, 25}},
		"extended to the last cell":        {[]string{"Ctrl+Shift+End"}, Range{5, 5, 99, 25}, place{99, 25}},
		"a page is a row less than fits":   {[]string{"Next"}, Range{24, 5, 24, 5}, place{24, 5}},
		"a page there and back":            {[]string{"Next", "Prior"}, Range{5, 5, 5, 5}, place{5, 5}},
		"everything":                       {[]string{"Ctrl+A"}, Range{0, 0, 99, 25}, place{5, 5}},
		"the column":                       {[]string{"Ctrl+Space"}, Range{0, 5, 99, 5}, place{5, 5}},
		"the columns of a range":           {[]string{"Shift+Right", "Ctrl+Space"}, Range{0, 5, 99, 6}, place{5, 6}},
		"the column and the next":          {[]string{"Ctrl+Space", "Shift+Right"}, Range{0, 5, 99, 6}, place{5, 6}},
		"the row":                          {[]string{"Shift+Space"}, Range{5, 0, 5, 25}, place{5, 5}},
		"the rows of a range":              {[]string{"Shift+Down", "Shift+Space"}, Range{5, 0, 6, 25}, place{6, 5}},
		"row, then column, is everything":  {[]string{"Shift+Space", "Ctrl+Space"}, Range{0, 0, 99, 25}, place{5, 5}},
		"Escape goes back to the cursor":   {[]string{"Shift+Down", "Shift+Down", "Escape"}, Range{7, 5, 7, 5}, place{7, 5}},
		"the row, then Escape":             {[]string{"Shift+Space", "Escape"}, Range{5, 5, 5, 5}, place{5, 5}},
		"Space alone changes no selection": {[]string{"Space"}, Range{5, 5, 5, 5}, place{5, 5}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			m := small(t)
			m.SetCursor(5, 5)
			press(m, c.keys...)
			if m.Selection() != c.want || m.sel.cursor != c.cursor {
				t.Errorf("got %v with the cursor at %v, want %v at %v", m.Selection(), m.sel.cursor, c.want, c.cursor)
			}
		})
	}
}

// TestTheCursorStaysWithinTheSelection: a selection that was set keeps the
// cursor where it was, so that head and cursor are two places.
func TestTheCursorStaysWithinTheSelection(t *testing.T) {
	m := small(t)
	m.SetCursor(5, 5)
	m.SetSelection(Range{5, 5, 8, 5})
	if m.sel.cursor != (place{5, 5}) {
		t.Errorf("the cursor went to %v", m.sel.cursor)
	}
	press(m, "Shift+Up")
	if want := (Range{5, 5, 7, 5}); m.Selection() != want || m.sel.cursor != (place{5, 5}) {
		t.Errorf("selected %v with the cursor at %v, want %v at its beginning", m.Selection(), m.sel.cursor, want)
	}
	m.SetSelection(Range{20, 2, 22, 3})
	if m.sel.cursor != (place{20, 2}) {
		t.Errorf("of a selection elsewhere the cursor is at %v", m.sel.cursor)
	}
}

// TestCtrlComesBothWays: some drivers report a modifier with the key, others
// make a shortcut of it.
func TestCtrlComesBothWays(t *testing.T) {
	m := small(t)
	m.modifiers = func() fyne.KeyModifier { return control }
	m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	if row, column := m.Cursor(); row != 99 || column != 25 {
		t.Errorf("Ctrl+End as a key leads to %d,%d", row, column)
	}
	m.TypedShortcut(&fyne.ShortcutSelectAll{})
	if want := (Range{0, 0, 99, 25}); m.Selection() != want {
		t.Errorf("select all as a shortcut selects %v", m.Selection())
	}
}

// TestWhatKeysAreTold names who hears of each key: the matrix's own callbacks,
// or the window's of what the matrix has no use for.
func TestWhatKeysAreTold(t *testing.T) {
	cases := map[string]struct {
		keys, runes, want string
	}{
		"Enter opens":                      {keys: "Return", want: "open"},
		"so does the one of the numbers":   {keys: "KP_Enter", want: "open"},
		"Delete":                           {keys: "Delete", want: "delete"},
		"Backspace":                        {keys: "BackSpace", want: "delete"},
		"the menu key":                     {keys: "Menu", want: "context"},
		"a letter":                         {runes: "m", want: "rune m"},
		"a letter with an accent":          {runes: "É", want: "rune É"},
		"a digit":                          {runes: "7", want: "rune 7"},
		"a sign is the window's":           {runes: "/", want: "window rune /"},
		"Escape on one cell":               {keys: "Escape", want: "window key Escape"},
		"a function key":                   {keys: "F8", want: "window key F8"},
		"Space is the window's":            {keys: "Space", want: "window key Space, window rune  "},
		"Shift+Space is used with its ' '": {keys: "Shift+Space", want: "selected"},
		"a shortcut":                       {keys: "Ctrl+K", want: "window shortcut"},
		"a shortcut near to one of ours":   {keys: "Ctrl+Shift+A", want: "window shortcut"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			m := small(t)
			var told []string
			note := func(what string) { told = append(told, what) }
			m.OnOpen, m.OnDelete = func() { note("open") }, func() { note("delete") }
			m.OnRune = func(r rune) { note("rune " + string(r)) }
			m.OnContext = func(fyne.Position) { note("context") }
			m.OnSelected = func(Range) { note("selected") }
			m.look.Key = func(e *fyne.KeyEvent) { note("window key " + string(e.Name)) }
			m.look.Rune = func(r rune) { note("window rune " + string(r)) }
			m.look.Shortcut = func(fyne.Shortcut) { note("window shortcut") }
			if c.keys != "" {
				press(m, c.keys)
			}
			for _, r := range c.runes {
				m.TypedRune(r)
			}
			if got := strings.Join(told, ", "); got != c.want {
				t.Errorf("told %q, want %q", got, c.want)
			}
		})
	}
}

// TestNobodyNeedListen: without any callback nothing breaks.
func TestNobodyNeedListen(t *testing.T) {
	m := small(t)
	press(m, "Return", "Delete", "Menu", "F8", "Escape", "Ctrl+K", "Ctrl+A", "Escape", "Space")
	m.TypedRune('m')
	m.TypedRune('/')
}

func TestSelectionIsToldOnceForEveryChange(t *testing.T) {
	m := small(t)
	var told []Range
	m.OnSelected = func(r Range) { told = append(told, r) }
	m.SetCursor(3, 3)
	m.SetCursor(3, 3)
	press(m, "Shift+Down")
	m.SetSelection(Range{3, 3, 4, 3})
	m.Refresh()
	want := []Range{{3, 3, 3, 3}, {3, 3, 4, 3}}
	if len(told) != len(want) || told[0] != want[0] || told[1] != want[1] {
		t.Errorf("told %v, want %v", told, want)
	}
}
