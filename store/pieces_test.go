package store

import (
	"bytes"
	"testing"
)

func TestLongValuesComeBackWhole(t *testing.T) {
	f := newFile(t)
	for _, size := range []int{0, 1, pieceSize - 1, pieceSize, pieceSize + 1, 3 * pieceSize, 100_000} {
		want := hardToPack(size)
		edit(t, f, func(v values) error { return v.putPieces(bodiesBucket, number(uint64(size)+10), want) })
		err := f.view(func(v values) error {
			got, err := v.getPieces(bodiesBucket, number(uint64(size)+10))
			if got == nil || !bytes.Equal(got, want) {
				t.Errorf("%d bytes came back as %d", size, len(got))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	err := f.view(func(v values) error {
		if got, err := v.getPieces(bodiesBucket, number(9)); got != nil || err != nil {
			t.Errorf("what is not there came as %x, %v", got, err)
		}
		numbers, err := v.numbers(bodiesBucket)
		if len(numbers) != 1+7 || numbers[0] != 1 || numbers[7] != 100_010 {
			t.Errorf("numbers %d", numbers)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
