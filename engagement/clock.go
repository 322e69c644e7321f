package engagement

import (
	"time"

	"demarc/words"
)

// clockSlack is by how much two computers' clocks may differ without a word.
const clockSlack = 2 * time.Minute

// ClockBehind says that this computer's clock is before the newest change, and
// by how much: it was set back, or that of whoever made the change is ahead.
// Nothing depends on it but the dates that people read. It is silent otherwise,
// and where the clock was fixed on purpose.
func (s *Session) ClockBehind() words.Said {
	head, err := s.Head()
	if err != nil || s.fixedClock() {
		return words.Said{}
	}
	behind := head.Header.Time.Time().Sub(s.wallClock())
	switch {
	case behind <= clockSlack:
		return words.Said{}
	case behind < 2*time.Hour:
		return words.Say("this computer's clock is %d minutes behind the last change: check it", int(behind.Minutes()))
	case behind < 48*time.Hour:
		return words.Say("this computer's clock is %d hours behind the last change: check it", int(behind.Hours()))
	}
	return words.Say("this computer's clock is %d days behind the last change: check it", int(behind.Hours()/24))
}
