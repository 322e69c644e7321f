package sign_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"demarc/sign"
)

func TestTokenAddresses(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       sign.TokenAddress
		refused    string
	}{
		{"token and key", "pkcs11:token=Ada;object=sign?module-path=/usr/lib/p11.so", sign.TokenAddress{Module: "/usr/lib/p11.so", Token: "Ada", Object: "sign"}, ""},
		{"escaped", "pkcs11:token=My%20token;id=%01%A1;type=private?module-path=/a%3Bb", sign.TokenAddress{Module: "/a;b", Token: "My token", ID: []byte{1, 0xA1}}, ""},
		{"serial number", "pkcs11:serial=42?module-path=x", sign.TokenAddress{Module: "x", Serial: "42"}, ""},
		{"a file", "me.p12", sign.TokenAddress{}, "not the address"},
		{"no library", "pkcs11:token=Ada", sign.TokenAddress{}, "names no library"},
		{"no token", "pkcs11:object=sign?module-path=x", sign.TokenAddress{}, "names no token"},
		{"a PIN in it", "pkcs11:token=Ada?module-path=x&pin-value=1234", sign.TokenAddress{}, "a PIN is asked for"},
		{"twice", "pkcs11:token=Ada;token=Eve?module-path=x", sign.TokenAddress{}, "stands twice"},
		{"unknown", "pkcs11:token=Ada;colour=red?module-path=x", sign.TokenAddress{}, `"colour" is not known`},
		{"broken escape", "pkcs11:token=%zz?module-path=x", sign.TokenAddress{}, "cannot be read"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := sign.ParseTokenAddress(test.text)
			if test.refused != "" {
				if !errors.Is(err, sign.ErrTokenAddress) || !strings.Contains(err.Error(), test.refused) {
					t.Errorf("the error is %v", err)
				}
				return
			}
			if err != nil || !reflect.DeepEqual(got, test.want) {
				t.Errorf("%+v, %v", got, err)
			}
		})
	}
}

// FuzzTokenAddress: no text stops the reader, and an address has what it needs.
func FuzzTokenAddress(f *testing.F) {
	f.Add("pkcs11:token=My%20token;id=%01%A1;type=private?module-path=/a%3Bb")
	f.Fuzz(func(t *testing.T, text string) {
		if a, err := sign.ParseTokenAddress(text); err == nil && (a.Module == "" || a.Name() == "" || !sign.IsTokenAddress(text)) {
			t.Errorf("%q gives %+v", text, a)
		}
	})
}
