package look

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

func TestAFieldHandsOnWhatIsTypedOnce(t *testing.T) {
	for name, c := range map[string]struct {
		do   func(fyne.Canvas)
		want []string
	}{
		"on enter":          {func(c fyne.Canvas) { typed(c, "x"); keys(c, fyne.KeyReturn) }, []string{"x"}},
		"on leaving":        {func(c fyne.Canvas) { typed(c, "x"); c.Unfocus() }, []string{"x"}},
		"enter and leaving": {func(c fyne.Canvas) { typed(c, "x"); keys(c, fyne.KeyReturn); c.Unfocus() }, []string{"x"}},
		"nothing typed":     {func(c fyne.Canvas) { c.Unfocus() }, nil},
		"taken back":        {func(c fyne.Canvas) { typed(c, "x"); keys(c, fyne.KeyEscape); c.Unfocus() }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLook(t, false, 1)
			var saved []string
			e := l.Entry("a", "", func(text string) { saved = append(saved, text) })
			canvas := onCanvas(t, l, e)
			canvas.Focus(e)
			c.do(canvas)
			if len(saved) != len(c.want) || len(saved) > 0 && saved[0] != c.want[0] {
				t.Errorf("handed on %q", saved)
			}
		})
	}
}

func TestUndoTakesTypingBackBeforeCommits(t *testing.T) {
	l := newLook(t, false, 1)
	commits := 0
	l.Shortcut = func(s fyne.Shortcut) {
		if _, ok := s.(*fyne.ShortcutUndo); ok {
			commits++
		}
	}
	e := l.Entry("", "", nil)
	c := onCanvas(t, l, e)
	c.Focus(e)
	typed(c, "word")
	for range 10 {
		e.TypedShortcut(&fyne.ShortcutUndo{})
		if e.Text == "" {
			break
		}
	}
	if e.Text != "" || commits != 0 {
		t.Fatalf("%q is left, and %d commits were taken back", e.Text, commits)
	}
	e.TypedShortcut(&fyne.ShortcutUndo{})
	if commits != 1 {
		t.Errorf("%d commits were taken back", commits)
	}
	other := 0
	l.Shortcut = func(fyne.Shortcut) { other++ }
	e.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierControl})
	if other != 1 {
		t.Error("the palette's key is swallowed by the field")
	}
}

func TestTypingIsToldButNeverAPassphrase(t *testing.T) {
	l := newLook(t, false, 1)
	told := 0
	l.Typing = func(*Entry) { told++ }
	for name, c := range map[string]struct {
		make func() *Entry
		want int
	}{
		"a field":      {func() *Entry { return l.Entry("", "", func(string) {}) }, 1},
		"a passphrase": {func() *Entry { e := l.Entry("", "", func(string) {}); e.Password = true; return e }, 0},
		"a filter":     {func() *Entry { return l.Entry("", "", nil) }, 0},
	} {
		t.Run(name, func(t *testing.T) {
			told = 0
			e := c.make()
			canvas := onCanvas(t, l, e)
			canvas.Focus(e)
			typed(canvas, "s")
			if told != c.want {
				t.Errorf("told %d times", told)
			}
		})
	}
}

func TestAPickerTakesWhatIsMeant(t *testing.T) {
	options := []Option{{"1", "Application Security", "team"}, {"2", "AI Platform", "team"}, {"3", "Legal", "advises on AI"}}
	for name, c := range map[string]struct {
		do   func(fyne.Canvas)
		want string // "-" is nothing
		text string
	}{
		"a beginning":           {func(c fyne.Canvas) { typed(c, "ai"); keys(c, fyne.KeyReturn) }, "2", "AI Platform"},
		"a word within":         {func(c fyne.Canvas) { typed(c, "sec"); keys(c, fyne.KeyReturn) }, "1", "Application Security"},
		"the next in the list":  {func(c fyne.Canvas) { typed(c, "a"); keys(c, fyne.KeyDown, fyne.KeyReturn) }, "2", "AI Platform"},
		"round at the end":      {func(c fyne.Canvas) { keys(c, fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn) }, "3", "Legal"},
		"a name that is new":    {func(c fyne.Canvas) { typed(c, "Night desk"); keys(c, fyne.KeyReturn) }, "Night desk", "Night desk"},
		"escape":                {func(c fyne.Canvas) { typed(c, "ai"); keys(c, fyne.KeyEscape) }, "-", ""},
		"left without a choice": {func(c fyne.Canvas) { typed(c, "ai"); c.Unfocus() }, "-", ""},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLook(t, false, 1)
			picked := "-"
			p := l.Picker("", "", func() []Option { return options }, func(value string) { picked = value })
			p.Free = func(text string) string { return "add “" + text + "”" }
			canvas := onCanvas(t, l, p)
			canvas.Focus(p)
			c.do(canvas)
			if picked != c.want || p.Text != c.text || len(l.Float.Box.Objects) != 0 {
				t.Errorf("picked %q, the field says %q, %d lists are open", picked, p.Text, len(l.Float.Box.Objects))
			}
		})
	}
}

func TestTheFirstLetterTakesThePlaceOfWhatWasPicked(t *testing.T) {
	options := []Option{{"notes", "Notes", ""}, {"owner", "Owner", ""}}
	for _, c := range []struct {
		name string
		do   func(fyne.Canvas)
		want string
	}{
		{"a word", func(c fyne.Canvas) { typed(c, "own") }, "own"},
		{"a word after escape", func(c fyne.Canvas) { typed(c, "x"); keys(c, fyne.KeyEscape); typed(c, "ow") }, "ow"},
		{"a letter taken off goes on", func(c fyne.Canvas) { keys(c, fyne.KeyEnd, fyne.KeyBackspace); typed(c, "x") }, "Notex"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := newLook(t, false, 1)
			p := l.Choice("notes", options, func(string) {})
			canvas := onCanvas(t, l, p)
			canvas.Focus(p)
			c.do(canvas)
			if p.Text != c.want {
				t.Errorf("the field says %q", p.Text)
			}
		})
	}
}

func TestTabTakesWhatIsFoundAndOtherwiseGoesOn(t *testing.T) {
	options := []Option{{"notes", "Notes", ""}, {"owner", "Owner", ""}}
	for _, c := range []struct {
		name, typed string
		accepts     bool
		picked      string
	}{
		{"nothing typed", "", false, ""},
		{"a name begun", "ow", true, "owner"},
		{"what no option says", "zz", false, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			l, picked := newLook(t, false, 1), ""
			p := l.Choice("notes", options, func(value string) { picked = value })
			canvas := onCanvas(t, l, p)
			canvas.Focus(p)
			typed(canvas, c.typed)
			if p.AcceptsTab() != c.accepts {
				t.Fatalf("tab is for the field: %t", p.AcceptsTab())
			}
			keys(canvas, fyne.KeyTab)
			if picked != c.picked {
				t.Errorf("tab picked %q", picked)
			}
		})
	}
	if newLook(t, false, 1).TextArea("", "", 3, nil).AcceptsTab() {
		t.Error("a field of several lines keeps tab")
	}
}

func TestAPickerWithoutFreeTextTakesOptionsAlone(t *testing.T) {
	l := newLook(t, false, 1)
	picked := 0
	p := l.Choice("b", []Option{{"a", "first", ""}, {"b", "second", ""}}, func(string) { picked++ })
	if p.Text != "second" {
		t.Fatalf("it shows %q", p.Text)
	}
	c := onCanvas(t, l, p)
	c.Focus(p)
	said := ""
	l.Unpicked = func(text string) { said = text }
	p.SetText("third")
	keys(c, fyne.KeyReturn)
	c.Unfocus()
	if picked != 0 || p.Text != "second" || said != "third" {
		t.Errorf("picked %d times, shows %q, said %q", picked, p.Text, said)
	}
}

func TestMatchingPutsBeginningsFirst(t *testing.T) {
	options := []Option{{"1", "Red teaming", ""}, {"2", "Team lead", ""}, {"3", "Steam", ""}, {"4", "Other", "of a team"}}
	var got string
	for _, o := range Matching(options, " TEAM ") {
		got += o.Value
	}
	if got != "2134" {
		t.Errorf("in the order %s", got)
	}
}

func TestTheKeyboardComesToAWholeText(t *testing.T) {
	for name, c := range map[string]struct {
		lines   int
		arrange func(*Entry)
		come    func(fyne.Canvas, *Entry)
		want    string
	}{
		"by keys":                      {1, nil, func(c fyne.Canvas, e *Entry) { c.FocusNext() }, "x"},
		"by mouse":                     {1, nil, func(c fyne.Canvas, e *Entry) { e.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary}) }, "xroot"},
		"back to what is being typed":  {1, func(e *Entry) { e.SetText("J. We"); e.CursorColumn = 5 }, func(c fyne.Canvas, e *Entry) { c.FocusNext() }, "J. Wex"},
		"to several lines":             {3, nil, func(c fyne.Canvas, e *Entry) { c.FocusNext() }, "xroot"},
		"to a proposal of many lines":  {3, func(e *Entry) { e.Propose() }, func(c fyne.Canvas, e *Entry) { c.FocusNext() }, "x"},
		"to a text put anew later":     {1, nil, func(c fyne.Canvas, e *Entry) { c.FocusNext(); e.SetText("B"); typed(c, "ox") }, "Boxx"},
		"to an empty field, by typing": {1, func(e *Entry) { e.Put("") }, func(c fyne.Canvas, e *Entry) { c.FocusNext() }, "x"},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLook(t, false, 1)
			e := l.Entry("root", "", nil)
			if c.lines > 1 {
				e = l.TextArea("root", "", c.lines, nil)
			}
			canvas := onCanvas(t, l, e)
			if c.arrange != nil {
				c.arrange(e)
			}
			c.come(canvas, e)
			typed(canvas, "x")
			if e.Text != c.want {
				t.Errorf("typing makes %q, not %q", e.Text, c.want)
			}
		})
	}
}
