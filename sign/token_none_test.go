//go:build !cgo || headless

package sign_test

import (
	"errors"
	"testing"

	"demarc/sign"
)

func TestTokensNeedTheWindow(t *testing.T) {
	if _, err := sign.OpenToken(sign.TokenAddress{}, "1234"); !errors.Is(err, sign.ErrNoTokens) {
		t.Errorf("the error is %v", err)
	}
}
