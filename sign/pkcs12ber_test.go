package sign_test

import (
	"bytes"
	"encoding/hex"
	"strings"
	"testing"

	"demarc/sign"
)

func TestOpenLengthsAreClosed(t *testing.T) {
	for _, test := range []struct{ name, ber, der string }{
		{"as it was", "3003020103", "3003020103"},
		{"an open length", "30800201030000", "3003020103"},
		{"within another", "308030800201030000020104 0000", "30083003020103020104"},
		{"a length longer than it need be", "30820003020103", "3003020103"},
		{"a text in pieces", "248004026162040163 0000", "0403616263"},
		{"an empty one", "24800000", "0400"},
		{"an explicit tag", "30800609 2a864886f70d010701 a0802480040161 00000000 0000", "301006092a864886f70d010701a003040161"},
		{"an implicit text", "30800601 2a 3000 a0800401610401620000 0000", "3009" + "06012a" + "3000" + "80026162"},
		{"no end", "3080020103", ""},
		{"a length beyond the end", "30820100020103", ""},
		{"a length without measure", "3084ffffffff00", ""},
		{"pieces that are none", "24800201030000", ""},
		{"an open length of what has no parts", "04800000", ""},
		{"two values", "02010302 0104", ""},
		{"nothing", "", ""},
		{"without end in depth", strings.Repeat("3080", 100_000), ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			ber, err := hex.DecodeString(strings.ReplaceAll(test.ber, " ", ""))
			if err != nil {
				t.Fatal(err)
			}
			der, err := sign.ToDER(ber)
			if (err != nil) != (test.der == "") || err == nil && hex.EncodeToString(der) != test.der {
				t.Errorf("it becomes %x, %v", der, err)
			}
		})
	}
}

// FuzzToDER: what was closed once stays as it is.
func FuzzToDER(f *testing.F) {
	f.Add([]byte("\x30\x80\x02\x01\x03\x00\x00"))
	f.Add([]byte("\x30\x80\x06\x01\x2a\x30\x00\xa0\x80\x04\x01a\x04\x01b\x00\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, ber []byte) {
		der, err := sign.ToDER(ber)
		if err != nil {
			return
		}
		if again, err := sign.ToDER(der); err != nil || !bytes.Equal(again, der) {
			t.Errorf("%x becomes %x and then %x, %v", ber, der, again, err)
		}
	})
}
