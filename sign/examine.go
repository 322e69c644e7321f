package sign

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"math"
	"slices"
	"time"

	"demarc/words"
)

const (
	maxSignatures = 16
	maxContents   = 64 << 10 // bytes of CMS that are looked at
)

// byteRange is what a signature covers: the file from 0 to gapStart and from
// gapEnd to covered. The gap holds the contents string, angle brackets included.
type byteRange struct{ gapStart, gapEnd, covered int }

// foundSignature is a signature of the file with all that was learnt about it.
type foundSignature struct {
	byteRange
	document *pdfDocument   // the revision that it signs; nil when that cannot be read
	field    signatureField // zero when document is nil
	cms      *cmsSignature  // nil when it cannot be read, and of a timestamp
	stamp    *stampToken    // of a document timestamp, nil when it cannot be read
	flaw     error          // why it is not proved: wraps errForeign, or speaks of damage
}

// findRanges looks for well-made byte ranges in the raw bytes, for a damaged file
// cannot be trusted to lead there. They come ordered by what they cover. severed
// tells that one was seen whose gap is no longer where it says.
func findRanges(pdf []byte) (ranges []byteRange, severed bool) {
	key := []byte("/ByteRange")
	for at := 0; len(ranges) <= maxSignatures; {
		i := bytes.Index(pdf[at:], key)
		if i < 0 {
			break
		}
		at += i + len(key)
		p := newParser(pdf, at, at+200)
		p.left = 5 // an array of four
		v, err := p.value(0)
		r, ok := readRange(v)
		switch {
		case err != nil || !ok:
		case r.covered > len(pdf) || pdf[r.gapStart] != '<' || pdf[r.gapEnd-1] != '>':
			severed = true
		case !slices.Contains(ranges, r):
			ranges = append(ranges, r)
		}
	}
	slices.SortFunc(ranges, func(a, b byteRange) int {
		return cmp.Or(cmp.Compare(a.covered, b.covered), cmp.Compare(a.gapStart, b.gapStart))
	})
	return ranges, severed
}

// readRange accepts [0 a b c] with a before b.
func readRange(v pdfValue) (byteRange, bool) {
	if v.kind != pdfArray || len(v.items) != 4 {
		return byteRange{}, false
	}
	for _, item := range v.items {
		if item.kind != pdfNumber || item.num < 0 || item.num > math.MaxInt/4 {
			return byteRange{}, false
		}
	}
	r := byteRange{v.items[1].num, v.items[2].num, v.items[2].num + v.items[3].num}
	return r, v.items[0].num == 0 && r.gapStart+2 <= r.gapEnd
}

// examine returns nil when the range belongs to no signature: text that merely
// looks like one.
func examine(pdf []byte, r byteRange) *foundSignature {
	s := &foundSignature{byteRange: r}
	document, err := readDocument(pdf[:r.covered])
	if err == nil {
		s.find(document)
	}
	contents, contentsErr := decodeContents(pdf[r.gapStart:r.gapEnd])
	switch {
	case contentsErr != nil:
	case s.isStamp():
		s.stamp, contentsErr = readStamp(contents)
	default:
		s.cms, contentsErr = readCMS(contents)
	}
	beyond := errors.Is(err, errStreams) || errors.Is(err, errRevisions)
	if s.document == nil && contentsErr != nil && !beyond {
		return nil
	}
	s.flaw = s.prove(pdf, contentsErr)
	switch {
	case s.flaw != nil && !errors.Is(s.flaw, errForeign):
	case beyond:
		s.flaw = words.Errorf("%w: %w", errForeign, err)
	case s.document == nil:
		s.flaw = words.Errorf("a signature is no longer connected to the document")
	}
	return s
}

// isStamp tells a document timestamp from somebody's signature.
func (s *foundSignature) isStamp() bool {
	return s.field.dictionary.get("SubFilter").isName(stampFilter)
}

// find looks up the signature with this very range and place in its revision.
func (s *foundSignature) find(document *pdfDocument) {
	fields, err := document.signatureFields()
	if err != nil {
		return
	}
	for _, field := range fields {
		r, ok := readRange(field.dictionary.get("ByteRange"))
		contents := field.dictionary.get("Contents")
		if ok && r == s.byteRange && contents.pos == r.gapStart && contents.end == r.gapEnd {
			s.document, s.field = document, field
			return
		}
	}
}

// decodeContents reads the hexadecimal string of a gap and cuts the DER in it
// from the zeros behind.
func decodeContents(gap []byte) ([]byte, error) {
	if len(gap) > 2*maxContents+2 {
		return nil, words.Errorf("%w: it is larger than %d KiB", errForeign, maxContents>>10)
	}
	contents := make([]byte, hex.DecodedLen(len(gap)-2))
	if _, err := hex.Decode(contents, gap[1:len(gap)-1]); err != nil {
		return nil, errDamaged
	}
	length := derLength(contents)
	if length > len(contents) || len(bytes.Trim(contents[length:], "\x00")) > 0 {
		return nil, errDamaged
	}
	return contents[:length], nil
}

// derLength is the length of the first DER element; all of it when unclear.
func derLength(der []byte) int {
	if len(der) < 2 || der[1] == 0x80 {
		return len(der)
	}
	if der[1] < 0x80 {
		return 2 + int(der[1])
	}
	digits := int(der[1] & 0x7F)
	if digits > 3 || len(der) < 2+digits {
		return len(der) + 1
	}
	length := 0
	for _, b := range der[2 : 2+digits] {
		length = length<<8 | int(b)
	}
	return 2 + digits + length
}

// prove checks bytes before form, so that an edit is called one whoever signed.
func (s *foundSignature) prove(pdf []byte, contentsErr error) error {
	filter := s.field.dictionary.get("SubFilter")
	ours := s.document == nil || filter.isName(subFilter) || s.isStamp()
	if contentsErr != nil {
		if !ours {
			return words.Errorf("%w: %.40q", errForeign, filter.text)
		}
		return contentsErr
	}
	if err := s.verify(rangeDigest(pdf[:s.covered], s.gapStart, s.gapEnd)); err != nil {
		return err
	}
	if !ours || !s.field.dictionary.get("Filter").isName("Adobe.PPKLite") && s.document != nil {
		return words.Errorf("%w: %.40q", errForeign, filter.text)
	}
	if s.document != nil && s.document.trailer.get("Encrypt").kind != pdfNull {
		return words.Errorf("%w: the document is encrypted", errForeign)
	}
	return s.checkSpelling(pdf[s.gapStart:s.gapEnd])
}

func (s *foundSignature) verify(digest [sha256.Size]byte) error {
	if s.stamp != nil {
		return s.stamp.verify(digest)
	}
	return s.cms.verify(digest)
}

// checkSpelling refuses any other way of writing the same signature.
func (s *foundSignature) checkSpelling(gap []byte) error {
	cms, err := s.canonical()
	if err != nil {
		return errDamaged
	}
	want := bytes.Repeat([]byte("0"), len(gap))
	if hex.EncodedLen(len(cms)) > len(gap)-2 {
		return words.Errorf("%w: its encoding is unusual", errForeign)
	}
	want[0], want[len(want)-1] = '<', '>'
	hex.Encode(want[1:], cms)
	if !bytes.Equal(gap, want) {
		return words.Errorf("%w: its encoding is unusual", errForeign)
	}
	if s.stamp != nil || len(s.cms.chain) == 0 {
		return nil
	}
	sum, err := certificatesDigest(s.cms.certificate, s.cms.chain)
	if err != nil || !bytes.Equal(sum, s.field.dictionary.get(chainKey).text) {
		return words.Errorf("%w: nothing vouches for the certificates that came with it", errForeign)
	}
	return nil
}

// canonical is the one spelling of the signature's contents.
func (s *foundSignature) canonical() ([]byte, error) {
	if s.stamp != nil {
		return s.stamp.token, nil
	}
	return s.cms.canonical()
}

// unexamined lists the signed fields that are not among the signatures.
func (d *pdfDocument) unexamined(signatures []*foundSignature) []signatureField {
	fields, err := d.signatureFields()
	if err != nil {
		return nil
	}
	return slices.DeleteFunc(fields, func(f signatureField) bool {
		return slices.ContainsFunc(signatures, func(s *foundSignature) bool {
			return s.document != nil && sameValue(s.field.field.get("V"), f.field.get("V"))
		})
	})
}

func (s *foundSignature) permissions() string {
	if s.document != nil {
		switch s.document.permission(s.field) {
		case permitNothing:
			return "no changes"
		case permitSigning:
			return "form filling and signing"
		case 3:
			return "form filling, signing and annotations"
		}
	}
	return "not stated"
}

// readDate reads the one form of date that is written here: D:20060102150405+00'00'.
func readDate(v pdfValue) (time.Time, error) {
	at, err := time.Parse("D:20060102150405+00'00'", string(v.text))
	if v.kind != pdfString || err != nil {
		return time.Time{}, words.Errorf("the time of signing cannot be read")
	}
	return at.UTC(), nil
}
