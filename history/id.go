package history

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// ID names a commit: the SHA-256 of its header's bytes. The zero ID names none.
type ID [sha256.Size]byte

// ParseID reads the 64 hexadecimal digits that String wrote.
func ParseID(text string) (ID, error) { return readHex([]byte(text)) }

// String writes 64 hexadecimal digits in lower case, and nothing for the zero
// ID.
func (id ID) String() string {
	if id == (ID{}) {
		return ""
	}
	return hex.EncodeToString(id[:])
}

// Short writes the first 12 digits, for sentences.
func (id ID) Short() string { return id.String()[:min(12, len(id.String()))] }

// MarshalText writes the id as String does.
func (id ID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (id *ID) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*id = ID{}
		return nil
	}
	sum, err := readHex(text)
	if err == nil {
		*id = sum
	}
	return err
}

func readHex(text []byte) (sum [sha256.Size]byte, err error) {
	if len(text) == hex.EncodedLen(len(sum)) {
		if _, err = hex.Decode(sum[:], text); err == nil {
			return sum, nil
		}
	}
	return sum, fmt.Errorf("%.80q is no hash of 64 hexadecimal digits", text)
}
