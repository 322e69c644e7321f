package app

import (
	"time"

	"fyne.io/fyne/v2"
)

// repaintEvery is how long a change may stay unseen after the toolkit forgot
// where things stand.
const repaintEvery = time.Second

// stale is a canvas that can be told to paint itself anew.
type stale interface{ SetDirty() }

// keepPainting paints a window once in a while. About every minute the toolkit
// forgets on which canvas its objects stand, and learns it again only while it
// paints (its pull request 6452 ends that in version 2.8); until then every change
// would be made and none be seen. The function that it returns ends that.
func keepPainting(canvas fyne.Canvas, ticks <-chan time.Time, do func(func())) (end func()) {
	painted, ok := canvas.(stale)
	if !ok {
		return func() {}
	}
	done := make(chan struct{})
	go func() {
		for {
			select {
			case <-ticks:
				do(painted.SetDirty)
			case <-done:
				return
			}
		}
	}()
	return func() { close(done) }
}
