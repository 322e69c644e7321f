package history

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"demarc/assess"
)

// Kind says what sort of change a commit is.
type Kind string

// The kinds of commit.
const (
	KindEdit   Kind = "edit"
	KindImport Kind = "import"
	KindScan   Kind = "scan"
	KindUndo   Kind = "undo"
	KindRedo   Kind = "redo"
	KindMerge  Kind = "merge"
	KindAdopt  Kind = "adopt"
	KindForget Kind = "forget"
)

// Capacity says in what role a commit was made.
type Capacity string

// The capacities.
const (
	CapacityAssessor Capacity = "assessor"
	CapacityClient   Capacity = "client"
	CapacityImport   Capacity = "import"
	CapacityScan     Capacity = "scan"
)

// The values of each word.
var (
	Kinds      = []Kind{KindEdit, KindImport, KindScan, KindUndo, KindRedo, KindMerge, KindAdopt, KindForget}
	Capacities = []Capacity{CapacityAssessor, CapacityClient, CapacityImport, CapacityScan}
)

const (
	// MaxChanges is how many records one commit may change.
	MaxChanges = 1 << 20
	// MaxAuthor, MaxReason and MaxCatalogue bound those texts, in bytes.
	MaxAuthor    = 64 << 10
	MaxReason    = 64 << 10
	MaxCatalogue = 1 << 10
	// maxHeader is the encoded size that the above allow, and some more.
	maxHeader = MaxChanges*sha256.Size/3*4 + 6*MaxAuthor + 6*MaxReason + 6*MaxCatalogue + 4<<10
)

// Header is what is chained: everything about a commit but the changes
// themselves, for each of which it carries a digest.
type Header struct {
	// Parents are the commits that this one follows: none for the first, two
	// in ascending order for a merge.
	Parents  []ID           `json:"parents"`
	Time     assess.Instant `json:"time"`
	Author   string         `json:"author"`
	Capacity Capacity       `json:"capacity"`
	Kind     Kind           `json:"kind"`
	// Target is the commit that an undo or a redo is about.
	Target ID `json:"target,omitzero"`
	// Reason is why something was forgotten, in the words of whoever asked for it.
	Reason string `json:"reason,omitempty"`
	// Catalogue is the content hash of the catalogue that was in use.
	Catalogue string `json:"catalogue"`
	// State is the digest of all records after the commit.
	State Digest `json:"state"`
	// Signer is the SHA-256 of the certificate that the commit is signed with, as
	// 64 hexadecimal digits; empty where it is not signed.
	Signer string `json:"signer,omitempty"`
	// Digests has one digest per change, the changes sorted by kind and key.
	Digests Digests `json:"digests"`
}

// EncodeHeader writes a header as JSON on one line, with its fields in fixed
// order and the digests as base64 of all of them in a row. Equal headers have
// equal bytes. It fails for a header that breaks a rule of its fields.
func EncodeHeader(h Header) ([]byte, error) {
	if h.Parents == nil {
		h.Parents = []ID{}
	}
	if err := h.check(); err != nil {
		return nil, err
	}
	return json.Marshal(h)
}

// DecodeHeader reads what EncodeHeader wrote and nothing else: one header has
// one encoding.
func DecodeHeader(encoded []byte) (Header, error) {
	var h Header
	if len(encoded) > maxHeader {
		return Header{}, fmt.Errorf("a commit's header of %d bytes is too long", len(encoded))
	}
	if err := json.Unmarshal(encoded, &h); err != nil {
		return Header{}, errors.New("a commit's header cannot be read")
	}
	again, err := EncodeHeader(h)
	if err != nil {
		return Header{}, err
	}
	if !bytes.Equal(again, encoded) {
		return Header{}, errors.New("a commit's header is not written as Demarc writes it")
	}
	return h, nil
}

// StateOf reads the state alone from what EncodeHeader wrote, since there may
// be a million digests besides. Within the texts of a header every quote is
// escaped, so that none of them can pass for the field.
func StateOf(encoded []byte) (state Digest, err error) {
	_, rest, _ := bytes.Cut(encoded, []byte(`"state":"`))
	text, _, _ := bytes.Cut(rest, []byte(`"`))
	err = state.UnmarshalText(text)
	return state, err
}

// HeaderID is the id of the commit with that encoded header.
func HeaderID(encoded []byte) ID { return sha256.Sum256(encoded) }

func (h *Header) check() error {
	switch {
	case len(h.Parents) > 2 || len(h.Parents) == 2 && bytes.Compare(h.Parents[0][:], h.Parents[1][:]) >= 0 || slices.Contains(h.Parents, ID{}):
		return errors.New("a commit's parents are at most two, and in order")
	case h.Time.Time().Year() < 0 || h.Time.Time().Year() > 9999:
		return errors.New("a commit is made between the years 0 and 9999")
	case !slices.Contains(Kinds, h.Kind):
		return fmt.Errorf("there are no commits of kind %.40q", h.Kind)
	case !slices.Contains(Capacities, h.Capacity):
		return fmt.Errorf("nobody commits in the capacity %.40q", h.Capacity)
	case (h.Kind == KindUndo || h.Kind == KindRedo) != (h.Target != ID{}):
		return errors.New("an undo or redo names its commit, and nothing else does")
	case len(h.Author) > MaxAuthor || !utf8.ValidString(h.Author):
		return errors.New("a commit's author is too long, or no text")
	case len(h.Reason) > MaxReason || !utf8.ValidString(h.Reason):
		return errors.New("a commit's reason is too long, or no text")
	case len(h.Catalogue) > MaxCatalogue || !utf8.ValidString(h.Catalogue):
		return errors.New("a commit's catalogue is too long, or no text")
	case h.Signer != "" && !isHash(h.Signer):
		return errors.New("a commit's signer is named by the hash of a certificate")
	case len(h.Digests) > MaxChanges:
		return fmt.Errorf("a commit of %d changes is too large: make it in parts of at most %d", len(h.Digests), MaxChanges)
	}
	return nil
}

func isHash(text string) bool {
	sum, err := readHex([]byte(text))
	return err == nil && hex.EncodeToString(sum[:]) == text
}

// Digests are the digests of a commit's changes.
type Digests [][sha256.Size]byte

// MarshalText writes the digests in a row, as base64.
func (d Digests) MarshalText() ([]byte, error) {
	row := make([]byte, 0, len(d)*sha256.Size)
	for i := range d {
		row = append(row, d[i][:]...)
	}
	return base64.StdEncoding.AppendEncode(nil, row), nil
}

// UnmarshalText reads what MarshalText wrote.
func (d *Digests) UnmarshalText(text []byte) error {
	row, err := base64.StdEncoding.AppendDecode(nil, text)
	if err != nil || len(row)%sha256.Size != 0 {
		return errors.New("the digests are not in base64")
	}
	*d = make(Digests, 0, len(row)/sha256.Size)
	for digest := range slices.Chunk(row, sha256.Size) {
		*d = append(*d, [sha256.Size]byte(digest))
	}
	return nil
}
