package history

import (
	"encoding/base64"
	"errors"
	"slices"
)

// Salt keeps a change from being guessed by its digest once it is forgotten.
type Salt [16]byte

// salts are a group's salts, in the order of its keys.
type salts []Salt

// MarshalText writes the salts in a row, as base64.
func (s salts) MarshalText() ([]byte, error) {
	row := make([]byte, 0, len(s)*len(Salt{}))
	for i := range s {
		row = append(row, s[i][:]...)
	}
	return base64.StdEncoding.AppendEncode(nil, row), nil
}

// UnmarshalText reads what MarshalText wrote.
func (s *salts) UnmarshalText(text []byte) error {
	row, err := base64.StdEncoding.AppendDecode(nil, text)
	if err != nil || len(row)%len(Salt{}) != 0 {
		return errors.New("the salts are not in base64")
	}
	*s = make(salts, 0, len(row)/len(Salt{}))
	for salt := range slices.Chunk(row, len(Salt{})) {
		*s = append(*s, Salt(salt))
	}
	return nil
}
