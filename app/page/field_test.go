package page

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"demarc/app/desk"
	"demarc/app/desk/desktest"
	"demarc/app/look"
)

const wrongDay = "Write the day as 2027-01-31."

// dayField is a field that takes one day only, above another field.
func dayField(t *testing.T) (f *Field, entry, other *look.Entry, w *desktest.Window, saved *[]string) {
	d, w := desktest.New(t)
	saved = new([]string)
	entry, other = d.Look.Entry("2026-12-24", "", nil), d.Look.Entry("", "", nil)
	var column *fyne.Container
	f = NewField(d, "Due", entry, func() { column.Refresh() })
	f.Saves(func(text string) string {
		if text != "2027-01-31" {
			return wrongDay
		}
		*saved = append(*saved, text)
		return ""
	})
	column = d.Look.Column(8, f.Box, other)
	w.Shown.SetContent(container.NewStack(column, d.Look.Float.Box))
	w.Shown.Resize(fyne.NewSize(desk.PanelWidth, 300))
	return f, entry, other, w, saved
}

func retype(w *desktest.Window, entry *look.Entry, text string) {
	w.Canvas().Focus(entry)
	entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	test.Type(entry, text)
}

func TestAFieldSaysWhatIsWrongOnLeavingIt(t *testing.T) {
	f, entry, other, w, saved := dayField(t)
	height := f.Box.MinSize().Height
	retype(w, entry, "soon")
	if !f.Whole() {
		t.Fatal("it speaks while the text is being typed")
	}
	w.Canvas().Focus(other)
	if f.Problem() != wrongDay || entry.Text != "soon" || f.Box.MinSize().Height <= height || other.Position().Y <= height {
		t.Fatalf("it holds %q, says %q and is %g high", entry.Text, f.Problem(), f.Box.MinSize().Height)
	}
	f.Show("2026-12-24") // a change somewhere else
	if entry.Text != "soon" {
		t.Errorf("the text became %q", entry.Text)
	}
	retype(w, entry, "2027-01-31")
	if !f.Whole() || w.Canvas().Focused() != entry {
		t.Errorf("the text is right, and it says %q; the keyboard is at %v", f.Problem(), w.Canvas().Focused())
	}
	w.Canvas().Focus(other)
	if len(*saved) != 1 || f.Box.MinSize().Height != height {
		t.Errorf("saved %q; it is %g high, and was %g", *saved, f.Box.MinSize().Height, height)
	}
}

func TestTheSentenceGoesAsSoonAsTheTextIsRight(t *testing.T) {
	for _, c := range []struct {
		name  string
		check func(string) string
		typed string
		whole bool
	}{
		{"another text, where nothing checks it", nil, "2", true},
		{"a text that is still wrong", func(string) string { return wrongDay }, "2", false},
		{"a text that is right", func(string) string { return "" }, "2027-01-31", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, entry, other, w, _ := dayField(t)
			f.Check = c.check
			retype(w, entry, "soon")
			w.Canvas().Focus(other)
			retype(w, entry, c.typed)
			if f.Whole() != c.whole {
				t.Errorf("of %q it says %q", entry.Text, f.Problem())
			}
		})
	}
}

func TestEscapeBringsBackWhatIsStored(t *testing.T) {
	f, entry, other, w, _ := dayField(t)
	back := 0
	Back(entry, func() { back++ })
	retype(w, entry, "soon")
	w.Canvas().Focus(other)
	w.Canvas().Focus(entry)
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if !f.Whole() || entry.Text != "2026-12-24" || back != 0 {
		t.Fatalf("it holds %q, says %q and went back %d times", entry.Text, f.Problem(), back)
	}
	if entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape}); back != 1 {
		t.Errorf("a second escape went back %d times", back)
	}
}

// The same holds for a field to pick from: what stands in it was picked.
func TestAFieldToPickFromSaysWhatIsWrong(t *testing.T) {
	d, w := desktest.New(t)
	picker := d.Look.Choice("", []look.Option{{Value: "high", Text: "High"}}, nil)
	var f *Field
	picker.Picked = func(string) { f.Wrong("") }
	f = NewField(d, "Severity", picker, func() {})
	w.Shown.SetContent(container.NewStack(f.Box, d.Look.Float.Box))
	f.Wrong("Choose a severity.")
	w.Canvas().Focus(picker)
	test.Type(picker, "h")
	picker.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !f.Whole() || picker.Text != "High" {
		t.Errorf("%q was picked, and it says %q", picker.Text, f.Problem())
	}
}

// Nothing that is typed where something is to be picked goes in silence: it stays
// and is said to be wrong, until something is picked or escape is pressed.
func TestWhatIsNothingToPickStaysAndIsSaid(t *testing.T) {
	for _, c := range []struct {
		name, typed  string
		free, people bool
		says         string
		then         fyne.KeyName
		text, picked string
	}{
		{"a name that nobody has", "Grace", false, true, "Nobody is called “Grace”: choose from the list.", fyne.KeyEscape, "Legal", "-"},
		{"a word that is no option", "zz", false, false, "Nothing in the list is called “zz”: choose from it.", fyne.KeyEscape, "Legal", "-"},
		{"enter is no way out", "zz", false, false, "Nothing in the list is called “zz”: choose from it.", fyne.KeyReturn, "zz", "-"},
		{"the beginning of an option", "ai", false, true, "Nothing is picked yet: Enter takes AI Platform.", fyne.KeyReturn, "AI Platform", "2"},
		{"a name that may be added", "Grace", true, true, "“Grace” is new: press Enter to add it, or choose from the list.", fyne.KeyReturn, "Grace", "Grace"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, w := desktest.New(t)
			picked := "-"
			picker := d.Look.Choice("1", []look.Option{{Value: "1", Text: "Legal"}, {Value: "2", Text: "AI Platform"}}, func(value string) { picked = value })
			if picker.People = c.people; c.free {
				picker.Free = func(text string) string { return "add “" + text + "”" }
			}
			f := NewField(d, "Owner", picker, func() {})
			w.Shown.SetContent(container.NewStack(f.Box, d.Look.Float.Box))
			w.Canvas().Focus(picker)
			test.Type(picker, c.typed)
			w.Canvas().Unfocus()
			if picker.Text != c.typed || f.Problem() != c.says || picked != "-" || !f.Pends() {
				t.Fatalf("it holds %q, says %q and picked %q", picker.Text, f.Problem(), picked)
			}
			w.Canvas().Focus(picker)
			picker.TypedKey(&fyne.KeyEvent{Name: c.then})
			if picker.Text != c.text || picked != c.picked || f.Whole() == (c.text == c.typed && picked == "-") {
				t.Errorf("then it holds %q, says %q and picked %q", picker.Text, f.Problem(), picked)
			}
		})
	}
}

func TestAFieldFollowsTheAppearance(t *testing.T) {
	f, _, _, w, _ := dayField(t)
	f.Wrong(wrongDay)
	for _, dark := range []bool{false, true} {
		w.Desk.Look.Dark = dark
		f.Box.Refresh()
		alarm := w.Desk.Look.Colour(look.Alarm)
		if f.edge.line.StrokeColor != color.Color(alarm) || f.edge.line.StrokeWidth == 0 {
			t.Errorf("dark %t: the edge is %v", dark, f.edge.line.StrokeColor)
		}
		seen := 0
		for _, o := range test.LaidOutObjects(f.beneath) {
			switch o := o.(type) {
			case *canvas.Text:
				if o.Color == color.Color(alarm) {
					seen++
				}
			case *canvas.Raster:
				if draws(o, alarm) {
					seen++
				}
			}
		}
		if seen != 2 {
			t.Errorf("dark %t: of the sign and the sentence %d are in the colour of alarm", dark, seen)
		}
	}
}

func draws(r *canvas.Raster, wanted color.NRGBA) bool {
	picture := r.Generator(56, 56)
	for x := range 56 {
		for y := range 56 {
			if color.NRGBAModel.Convert(picture.At(x, y)) == color.Color(wanted) {
				return true
			}
		}
	}
	return false
}

func TestAFieldFitsThePanelAtEverySize(t *testing.T) {
	const long = "An accepted risk needs somebody at the client who has the authority to accept it, and a day until which it is accepted."
	for _, scale := range []float32{0.9, 1, 1.5} {
		for _, name := range []string{"Accepted by", ""} {
			d, _ := desktest.New(t)
			d.Look.Scale = scale
			f := NewField(d, name, d.Look.Entry("", "", nil), func() {})
			before := f.Box.MinSize().Height
			f.Wrong(long)
			if size := f.Box.MinSize(); size.Width > d.Look.S(desk.PanelWidth) || size.Height < before+2*d.Look.S(look.Small.Size) {
				t.Errorf("at %g with the name %q it is %v", scale, name, size)
			}
			f.Wrong("")
			if after := f.Box.MinSize().Height; after != before {
				t.Errorf("at %g it is %g high, and was %g", scale, after, before)
			}
		}
	}
}

func TestTheNameOfAHighFieldStandsAtItsTop(t *testing.T) {
	d, _ := desktest.New(t)
	area := d.Look.TextArea("", "", 5, nil)
	f := NewField(d, "Notes", area, func() {})
	f.Box.Resize(f.Box.MinSize())
	for _, o := range test.LaidOutObjects(f.Box) {
		if label, ok := o.(*look.Label); ok && label.Text == "Notes" {
			if at := label.Position().Y; at > 10 {
				t.Errorf("it stands at %g", at)
			}
			return
		}
	}
	t.Error("it has no name")
}
