package report

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"

	"github.com/google/uuid"

	"demarc/words"
)

// legible leaves out the letters that are taken for digits.
var legible = base32.NewEncoding("23456789ABCDEFGHJKMNPQRSTVWXYZ01").WithPadding(base32.NoPadding)

// shortest is how many characters tell pseudonyms apart, until two would meet.
const shortest = 4

// pseudonyms are names that follow from a secret: "Person K7Q2".
type pseudonyms struct {
	secret   []byte
	language *words.Language
	given    map[string]string // what a pseudonym stands for
}

func newPseudonyms(secret []byte, language *words.Language) *pseudonyms {
	return &pseudonyms{secret, language, map[string]string{}}
}

func (p *pseudonyms) sum(label, value string) []byte {
	mac := hmac.New(sha256.New, p.secret)
	mac.Write([]byte(label + "\x00" + value))
	return mac.Sum(nil)
}

// of names a value of a sort that is worded in the report's language.
func (p *pseudonyms) of(label, value string) string {
	code := legible.EncodeToString(p.sum(label, value))
	for n := shortest; ; n++ {
		name := p.language.T(label) + " " + code[:n]
		if known, taken := p.given[name]; !taken || known == label+"\x00"+value || n == len(code) {
			p.given[name] = label + "\x00" + value
			return name
		}
	}
}

// id stands for an id: another one.
func (p *pseudonyms) id(value string) string {
	sum := p.sum("id", value)
	return uuid.NewHash(sha256.New(), uuid.Nil, sum, 8).String()
}

// PseudonymousID is what stands for an id in redacted reports.
func PseudonymousID(secret []byte, value string) string {
	return newPseudonyms(secret, nil).id(value)
}
