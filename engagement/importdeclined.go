package engagement

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"demarc/assess"
)

// declinedMark is how an asset remembers a value that it declined. The value
// itself is not kept: it is not ours.
func declinedMark(f ImportField) string {
	sum := sha256.Sum256([]byte(f.New))
	return f.Field + "=" + hex.EncodeToString(sum[:8])
}

// declined reports whether the asset declined the value before.
func declined(asset *assess.Asset, f ImportField) bool {
	return asset != nil && slices.Contains(asset.Declined, declinedMark(f))
}

// noteDeclined remembers which values of a row an asset declines. Of a field
// that it takes from the file it forgets what it declined before: the two agree
// again.
func noteDeclined(asset *assess.Asset, row ImportRow, taken []ImportField) {
	asset.Declined = slices.DeleteFunc(slices.Clone(asset.Declined), func(mark string) bool {
		field, _, _ := strings.Cut(mark, "=")
		return slices.ContainsFunc(taken, func(f ImportField) bool { return f.Field == field })
	})
	if row.decline {
		for _, f := range row.Conflicts {
			asset.Declined = append(asset.Declined, declinedMark(f))
		}
	}
}
