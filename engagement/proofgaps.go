package engagement

import "demarc/words"

// TypeGaps finds what Session.TypeGaps does in what this report is made from,
// with its fonts. Another goroutine may ask.
func (p *PreparedReport) TypeGaps(l *words.Language) ([]TypeGap, error) {
	fonts := p.input.Fonts
	fallback := fonts.Fallback
	fonts.Fallback = nil
	s := &Session{library: &Library{Fonts: fonts}, state: p.state, catalogue: p.catalogue}
	return s.TypeGaps(l, fallback)
}
