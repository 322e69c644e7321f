package report

// Coverage tells, before any page is set, what a typeface cannot set.
type Coverage struct{ face *typeface }

// NewCoverage reads the typeface.
func NewCoverage(fonts Fonts) (*Coverage, error) {
	face, err := newTypeface(fonts)
	if err != nil {
		return nil, err
	}
	return &Coverage{face}, nil
}

// Lacks lists the characters of a text that would be shown as a box, or not as
// they are written, each once and in their order.
func (c *Coverage) Lacks(text string) []MissingGlyph {
	if plain(text) {
		return nil
	}
	c.face.missing = nil
	clear(c.face.known)
	clear(c.face.clean)
	c.face.safe(text)
	return c.face.missing
}
