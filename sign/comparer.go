package sign

import (
	"bufio"
	"bytes"
	"io"

	"demarc/words"
)

var errDiffers = words.Errorf("what was written differs")

// comparer holds what is written against what can be read.
type comparer struct {
	have    *bufio.Reader
	differs bool
}

// Write fails with errDiffers from the first difference on.
func (c *comparer) Write(p []byte) (int, error) {
	for rest := p; len(rest) > 0 && !c.differs; {
		// Peek gives what there is, up to so much.
		part, _ := c.have.Peek(min(len(rest), c.have.Size()))
		c.differs = len(part) == 0 || !bytes.HasPrefix(rest, part)
		rest = rest[len(part):]
		c.have.Discard(len(part)) // it is there
	}
	if c.differs {
		return 0, errDiffers
	}
	return len(p), nil
}

// ended reports whether all that can be read was written, and nothing else.
func (c *comparer) ended() bool {
	_, err := c.have.ReadByte()
	return !c.differs && err == io.EOF
}
