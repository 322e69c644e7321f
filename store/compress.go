package store

import (
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"

	"demarc/history"
)

// One goroutine and little memory: values are compressed one at a time.
var (
	zstdEncoder = sync.OnceValues(func() (*zstd.Encoder, error) {
		return zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true))
	})
	zstdDecoder = sync.OnceValues(func() (*zstd.Decoder, error) {
		return zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxMemory(history.MaxBody))
	})
)

func compress(plain []byte) ([]byte, error) {
	z, err := zstdEncoder()
	if err != nil {
		return nil, fmt.Errorf("cannot compress: %w", err)
	}
	return z.EncodeAll(plain, nil), nil
}

// expand undoes compress. What would become larger than any body is refused.
func expand(packed []byte) ([]byte, error) {
	z, err := zstdDecoder()
	if err != nil {
		return nil, fmt.Errorf("cannot decompress: %w", err)
	}
	plain, err := z.DecodeAll(packed, nil)
	if err != nil {
		return nil, damaged("a compressed part cannot be read")
	}
	return plain, nil
}
