package store

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"
)

// BenchmarkKeepFile stores a file of 1 GiB. The bar is 64 MiB of anonymous
// memory above what the process had before. Opening and verifying the file with
// it in there are measured beside.
func BenchmarkKeepFile(b *testing.B) {
	for name, passphrase := range map[string]string{"unsealed": "", "sealed": "correct horse"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				path := filepath.Join(b.TempDir(), "acme.demarc")
				f, err := Create(path, engagementID, passphrase, header(0), made(engagement()))
				if err != nil {
					b.Fatal(err)
				}
				debug.FreeOSMemory() // the passphrase took 64 MiB
				idle, peak, start := anonymous(b), watched(b), time.Now()
				kept, err := f.KeepFile(b.Context(), io.LimitReader(newNoise(1), MaxFile), nil)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(MaxFile/time.Since(start).Seconds()/1e6, "MB/s")
				b.ReportMetric(float64(peak()-idle)/(1<<20), "MiB-anonymous")
				b.ReportMetric(float64(size(b, path))/MaxFile, "file/content")
				mustCommit(b, f, 1, made(evidence(1, kept)))
				if err := f.Close(); err != nil {
					b.Fatal(err)
				}
				start = time.Now()
				f = mustOpen(b, path, passphrase)
				b.ReportMetric(time.Since(start).Seconds(), "s/open")
				start = time.Now()
				mustVerify(b, f)
				b.ReportMetric(time.Since(start).Seconds(), "s/verify")
			}
		})
	}
}

// watched looks at the anonymous memory until it is asked for the most that
// there was.
func watched(b *testing.B) (peak func() int64) {
	most, stop, stopped := anonymous(b), make(chan struct{}), make(chan struct{})
	look := time.NewTicker(2 * time.Millisecond)
	go func() {
		defer close(stopped)
		for {
			select {
			case <-look.C:
				most = max(most, anonymous(b))
			case <-stop:
				return
			}
		}
	}()
	return func() int64 {
		look.Stop()
		close(stop)
		<-stopped
		return most
	}
}

// anonymous is how much memory the process has that is no file's, in bytes.
func anonymous(tb testing.TB) int64 {
	status, err := os.ReadFile("/proc/self/status")
	_, after, found := strings.Cut(string(status), "RssAnon:")
	fields := strings.Fields(after)
	if err == nil && (!found || len(fields) == 0) {
		err = errors.New("no RssAnon there")
	}
	if err != nil {
		tb.Error(err)
		return 0
	}
	kib, err := strconv.ParseInt(fields[0], 10, 64)
	if err != nil {
		tb.Error(err)
	}
	return kib << 10
}
