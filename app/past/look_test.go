package past

import (
	"fmt"
	"testing"

	"demarc/app/desk/desktest"
)

// TestLook draws the screen, in sizes and appearances that people look at.
func TestLook(t *testing.T) {
	for _, c := range []struct {
		dark  bool
		scale float32
		row   int
	}{{false, 1, 1}, {true, 1, 20}, {false, 1.5, 60}, {true, 0.9, 8}} {
		d, w := desktest.New(t)
		desktest.Dress(t, d, c.dark, c.scale)
		s := New(d).(*screen)
		w.Put(s)
		s.table.Select(c.row)
		desktest.Picture(t, w.Canvas(), fmt.Sprintf("history-%t-%g", c.dark, c.scale))
	}
}
