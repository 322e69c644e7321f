package engagement

import (
	"crypto/sha256"
	"slices"
	"strings"

	"github.com/google/uuid"

	"demarc/assess"
)

// derivedID makes an id that follows from the engagement and a key, so that
// the same thing brought in on two laptops is one. It is a version 8 UUID of
// SHA-256 over both.
func (s *Session) derivedID(kind string, key ...string) string {
	return derivedID(s.state.Engagement.ID, kind, key...)
}

func derivedID(engagement, kind string, key ...string) string {
	space, err := uuid.Parse(engagement)
	if err != nil {
		space = uuid.Nil
	}
	return uuid.NewHash(sha256.New(), space, []byte(kind+"\x00"+strings.Join(key, "\x00")), 8).String()
}

// Exclusions lists what is left out of scope, by its text.
func (s *Session) Exclusions() []assess.Exclusion {
	list := make([]assess.Exclusion, 0, len(s.state.Engagement.Exclusions))
	for _, e := range s.state.Engagement.Exclusions {
		list = append(list, e)
	}
	slices.SortFunc(list, func(a, b assess.Exclusion) int { return strings.Compare(a.What, b.What) })
	return list
}
