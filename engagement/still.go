package engagement

// Still is the session as it is now, for one other goroutine to look at while
// this one goes on. It changes nothing and follows no change. A merge or a
// forgetting that was prepared with it is made in the session that it is of.
func (s *Session) Still() *Session {
	still := *s.itself()
	still.state, still.of = s.copied(), s.itself()
	still.losePast()
	return &still
}

// itself is the session that changes are made in.
func (s *Session) itself() *Session {
	if s.of != nil {
		return s.of
	}
	return s
}
