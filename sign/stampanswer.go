package sign

import (
	"encoding/asn1"
	"strings"
	"unicode"

	"demarc/words"
)

// stampAnswer is the TimeStampResp of RFC 3161, as far as it is read.
type stampAnswer struct {
	Status struct {
		Status  int
		Text    []string       `asn1:"optional"`
		Failure asn1.BitString `asn1:"optional"`
	}
	Token asn1.RawValue `asn1:"optional"`
}

// stampFailures are the reasons that RFC 3161 has for a rejection, by their bit.
var stampFailures = []struct {
	bit  int
	says words.Said
}{
	{0, words.Say("it does not know SHA-256")},
	{2, words.Say("it does not serve such requests")},
	{5, words.Say("it could not read the request")},
	{14, words.Say("its clock is not available")},
	{15, words.Say("it asks for a policy of its own")},
	{16, words.Say("it takes no such extension")},
	{17, words.Say("it asks for more than a digest")},
	{25, words.Say("something failed at its end")},
}

// checkGranted says why an answer holds no timestamp; what one proves is left to
// those who read it.
func checkGranted(response []byte) error {
	var answer stampAnswer
	if rest, err := asn1.Unmarshal(response, &answer); err != nil || len(rest) > 0 {
		return words.Errorf("what it answered is no timestamp; is the address that of an authority?")
	}
	switch granted := answer.Status.Status == 0 || answer.Status.Status == 1; { // 1: with changes, which are compared later
	case !granted:
		return words.Errorf("it rejected the request: %s", answer.reason())
	case len(answer.Token.Bytes) == 0:
		return words.Errorf("its answer came without a timestamp")
	}
	return nil
}

// reason is why an authority rejected a request: its own words, or those of RFC
// 3161, where it gave any.
func (a *stampAnswer) reason() words.Said {
	const most = 200
	text := []rune(strings.Join(strings.FieldsFunc(strings.Join(a.Status.Text, "; "), func(r rune) bool {
		return unicode.IsSpace(r) || !unicode.IsPrint(r)
	}), " "))
	if len(text) > most {
		text = append(text[:most], '…')
	}
	if len(text) > 0 {
		return words.Say("“%s”", string(text))
	}
	for _, failure := range stampFailures {
		if a.Status.Failure.At(failure.bit) == 1 {
			return failure.says
		}
	}
	return words.Say("it does not say why")
}
