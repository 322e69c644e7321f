package sign

import (
	"bytes"
	"compress/zlib"
	"io"
)

// unpacker unpacks one stream after another in the same memory: a large report
// has thousands of pages.
type unpacker struct {
	reader io.ReadCloser
	buffer [32 << 10]byte
}

// unpacksTo tells whether packed bytes come to just these. It reads no further
// than they agree.
func (u *unpacker) unpacksTo(packed, content []byte) bool {
	if !u.reset(bytes.NewReader(packed)) {
		return false
	}
	for {
		n, err := u.reader.Read(u.buffer[:])
		if !bytes.HasPrefix(content, u.buffer[:n]) {
			return false
		}
		content = content[n:]
		switch {
		case err == io.EOF:
			return len(content) == 0
		case err != nil:
			return false
		}
	}
}

func (u *unpacker) reset(packed io.Reader) bool {
	if u.reader != nil {
		return u.reader.(zlib.Resetter).Reset(packed, nil) == nil
	}
	var err error
	if u.reader, err = zlib.NewReader(packed); err != nil {
		u.reader = nil
	}
	return err == nil
}
