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

// smallBody is below what a body is not worth compressing, in bytes: it takes as
// long as all the rest of an edit's encoding.
const smallBody = 1 << 10

// packBody makes a commit's body as small as is worth it.
func packBody(body []byte) ([]byte, error) {
	if len(body) < smallBody {
		return body, nil
	}
	return compress(body)
}

// unpackBody undoes packBody. A body begins with a brace, and nothing that is
// compressed does.
func unpackBody(packed []byte) ([]byte, error) {
	if len(packed) > 0 && packed[0] == '{' {
		return packed, nil
	}
	return expand(packed)
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
