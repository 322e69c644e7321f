package app

import (
	"time"
	_ "unsafe" // for go:linkname
)

// toolkitNow is the clock by which the toolkit forgets what it drew of parts
// that nobody has seen for a minute.
//
//go:linkname toolkitNow fyne.io/fyne/v2/internal/cache.timeNow
var toolkitNow func() time.Time

// ahead is how far the toolkit's clock is ahead; it never goes back.
var ahead time.Duration

// atHandsPace returns what to call for every event: it sets the toolkit's clock
// on by what a person takes for one. Tests send them faster than any hand, and
// would otherwise measure what the toolkit keeps for the last minute.
func atHandsPace(event time.Duration) func() {
	toolkitNow = func() time.Time { return time.Now().Add(ahead) }
	return func() { ahead += event }
}
