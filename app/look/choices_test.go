package look

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
)

// However many options there are, parts are made for those in view alone, and
// the marked one is among them.
func TestOptionsAreDrawnForWhatIsInView(t *testing.T) {
	l := newLook(t, false, 1)
	list := l.Choices(func(Option) {})
	var options []Option
	for i := range 10_000 {
		options = append(options, Option{Value: fmt.Sprint(i), Text: fmt.Sprintf("System %d", i), Note: "asset"})
	}
	onCanvas(t, l, l.Float.Box)
	list.Offer(options)
	l.Float.Show(list, fyne.NewPos(0, 0), list.MinSize())
	for name, c := range map[string]struct {
		steps []int
		want  int
	}{
		"the first":        {nil, 0},
		"down":             {[]int{1, 1}, 2},
		"beyond the view":  {[]int{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, 12},
		"up from the top":  {[]int{-1}, 9999},
		"round to the top": {[]int{-1, 1}, 0},
	} {
		list.Offer(options)
		for _, by := range c.steps {
			list.Step(by)
		}
		if current, _ := list.Current(); current.Value != fmt.Sprint(c.want) {
			t.Errorf("%s: %s is marked", name, current.Text)
		}
		part := list.strip.parts[c.want%len(list.strip.parts)].(*choiceRow)
		if part.at != c.want || !part.Visible() || part.ground.Hidden || part.text.Text != options[c.want].Text {
			t.Errorf("%s: row %d with %q is drawn for it", name, part.at, part.text.Text)
		}
		if n := len(list.strip.parts); n > 12 {
			t.Errorf("%s: %d parts for nine rows", name, n)
		}
	}
}
