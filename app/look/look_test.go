package look

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// newLook makes a Look in a test application.
func newLook(t *testing.T, dark bool, scale float32) *Look {
	t.Helper()
	a := test.NewTempApp(t)
	font := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join("..", "..", "assets", "fonts", name))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	l := New(Fonts{font("Inter-Regular.ttf"), font("Inter-Medium.ttf"), font("Inter-SemiBold.ttf")}, dark, scale)
	a.Settings().SetTheme(l.Theme())
	return l
}

// onCanvas shows an object in a window of 400 × 300.
func onCanvas(t *testing.T, l *Look, object fyne.CanvasObject) fyne.Canvas {
	t.Helper()
	w := test.NewWindow(Border(nil, nil, nil, nil, object))
	t.Cleanup(w.Close)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(400, 300))
	return w.Canvas()
}

func keys(c fyne.Canvas, names ...fyne.KeyName) {
	for _, name := range names {
		c.Focused().TypedKey(&fyne.KeyEvent{Name: name})
	}
}

func typed(c fyne.Canvas, text string) {
	for _, letter := range text {
		c.Focused().TypedRune(letter)
	}
}

func TestTextIsCutToItsRoomAndKeepsItsBeginning(t *testing.T) {
	l := newLook(t, false, 1)
	for name, c := range map[string]struct {
		text  string
		width float32
		want  func(string) bool
	}{
		"it fits":          {"Claims", 200, func(s string) bool { return s == "Claims" }},
		"it does not":      {"Claims triage assistant", 80, func(s string) bool { return strings.HasSuffix(s, "…") && strings.HasPrefix(s, "Cla") }},
		"no room at all":   {"Claims", 0, func(s string) bool { return s == "…" }},
		"ten thousand":     {strings.Repeat("wide ", 2000), 120, func(s string) bool { return len(s) < 60 }},
		"from right":       {"בדיקת תביעות של לקוחות", 60, func(s string) bool { return strings.HasSuffix(s, "…") }},
		"emoji":            {"🧾🧾🧾🧾🧾🧾🧾🧾🧾🧾", 60, func(s string) bool { return strings.HasSuffix(s, "…") }},
		"nothing to write": {"", 10, func(s string) bool { return s == "" }},
	} {
		t.Run(name, func(t *testing.T) {
			got := l.Cut(c.text, Body, c.width)
			if !c.want(got) || c.width > 20 && l.Measure(got, Body).Width > c.width {
				t.Errorf("%q", got)
			}
		})
	}
}

func TestLinesAreNoWiderThanTheyMayBe(t *testing.T) {
	l := newLook(t, false, 1)
	for name, c := range map[string]struct {
		text  string
		width float32
		lines int
	}{
		"one line":          {"short", 200, 1},
		"several":           {"Calibrate the filters, defend the application layer, test with own prompts.", 160, 4},
		"a word too long":   {"--enable-tokenizer-info-endpoint", 100, 3},
		"its own breaks":    {"one\ntwo", 200, 2},
		"narrower than all": {"abc", -50, 3},
	} {
		t.Run(name, func(t *testing.T) {
			lines := l.Wrap(c.text, Body, c.width)
			if len(lines) != c.lines {
				t.Errorf("%d lines: %q", len(lines), lines)
			}
			for _, line := range lines {
				if c.width > 20 && l.Measure(line, Body).Width > c.width {
					t.Errorf("%q is wider than %v", line, c.width)
				}
			}
		})
	}
}

func TestEveryLengthFollowsTheSizeOfText(t *testing.T) {
	size := func(scale float32) fyne.Size {
		l := newLook(t, false, scale)
		return l.Pad(l.Column(8, l.Label("Responsibilities", ScreenTitle, Text), l.Button("Undo", Plain, nil)), 10, 10, 10, 10).MinSize()
	}
	one, half := size(1), size(1.5)
	for _, ratio := range []float32{half.Width / one.Width, half.Height / one.Height} {
		if ratio < 1.45 || ratio > 1.55 {
			t.Errorf("at 150 %% it is %v, at 100 %% %v", half, one)
		}
	}
}

func TestPalettesHoldTheirContrasts(t *testing.T) {
	for name, l := range map[string]*Look{"light": newLook(t, false, 1), "dark": newLook(t, true, 1)} {
		for _, c := range []struct {
			text, ground Role
			least        float64
		}{
			{Text, Surface, 7}, {Text, Selection, 7}, {Text2, Surface, 4.5}, {Text2, Selection, 4.5}, {Text3, Surface, 4.5}, {Text3, Selection, 4.5},
			{Text3, Canvas, 4.5}, {Text, Raised, 7}, {Text3, Raised, 4.5}, {OnAccent, Accent, 4.5}, {Accent, Surface, 4.5}, {OnAlarm, Alarm, 4.5},
			{Alarm, Surface, 4.5}, {Edge, Surface, 3}, {Alarm, OwnedBar, 3}, {Text, Hover, 7},
		} {
			if got := contrast(l.Colour(c.text), l.Colour(c.ground)); got < c.least {
				t.Errorf("%s: role %d on role %d has a contrast of %.2f", name, c.text, c.ground, got)
			}
		}
	}
}

func TestButtonsArePressedByMouseAndKeys(t *testing.T) {
	for name, do := range map[string]func(*Button, fyne.Canvas){
		"mouse": func(b *Button, _ fyne.Canvas) { test.Tap(b) },
		"space": func(_ *Button, c fyne.Canvas) { keys(c, fyne.KeySpace) },
		"enter": func(_ *Button, c fyne.Canvas) { keys(c, fyne.KeyReturn) },
	} {
		t.Run(name, func(t *testing.T) {
			l, pressed := newLook(t, false, 1), 0
			b := l.Button("Undo", Plain, func() { pressed++ })
			c := onCanvas(t, l, b)
			c.Focus(b)
			do(b, c)
			b.SetDisabled(true)
			do(b, c)
			if pressed != 1 {
				t.Errorf("pressed %d times", pressed)
			}
		})
	}
}

func TestWhatAPartHasNoUseForGoesToTheWindow(t *testing.T) {
	l := newLook(t, false, 1)
	var got []fyne.KeyName
	l.Key = func(e *fyne.KeyEvent) { got = append(got, e.Name) }
	button, entry := l.Button("Undo", Plain, nil), l.Entry("", "", nil)
	table := l.Table([]Column{{Title: "Name"}})
	for _, part := range []fyne.Focusable{button, entry, table.Focusable(), l.NavItem("Assets", func() {})} {
		part.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF8})
	}
	if len(got) != 4 {
		t.Errorf("the window got %v", got)
	}
}
