package look

import (
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
)

// What is remembered of a text's size is what the toolkit says, for every style
// by itself, and does not grow without end.
func TestSizesAreRemembered(t *testing.T) {
	l := newLook(t, false, 1.25)
	for name, style := range map[string]Style{"body": Body, "title": ScreenTitle, "strong": BodyStrong, "hash": Hash} {
		want, _ := fyne.CurrentApp().Driver().RenderedTextSize("Claims", l.S(style.Size), fyne.TextStyle{Monospace: style.Mono}, l.source(style))
		for range 2 {
			if got := l.Measure("Claims", style); got != want {
				t.Errorf("%s: %v, the toolkit says %v", name, got, want)
			}
		}
	}
	for i := range mostMeasures + 10 {
		l.measured.put(setting{strconv.Itoa(i), Body}, fyne.Size{})
	}
	if n := len(l.measured.sizes); n > mostMeasures {
		t.Errorf("%d sizes are remembered", n)
	}
}

// The toolkit keeps what it read of every resource that holds a typeface.
func TestAppearancesShareTheirFaces(t *testing.T) {
	fonts := Fonts{[]byte("regular"), []byte("medium"), []byte("semibold")}
	if New(fonts, false, 1).Face(Medium) != New(fonts, true, 1.5).Face(Medium) {
		t.Error("a face is another in another appearance")
	}
}
