package engagement

import (
	"context"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"

	"demarc/assets"
	"demarc/report"
	"demarc/sign"
)

// reportFonts are the faces that the program carries.
func reportFonts(b *testing.B) report.Fonts {
	b.Helper()
	read := func(name string) []byte {
		data, err := assets.Fonts().Open(name)
		if err != nil {
			b.Fatal(err)
		}
		defer data.Close()
		info, err := data.Stat()
		if err != nil {
			b.Fatal(err)
		}
		face := make([]byte, info.Size())
		if _, err := data.Read(face); err != nil {
			b.Fatal(err)
		}
		return face
	}
	return report.Fonts{Regular: read("Inter-Regular.ttf"), Medium: read("Inter-Medium.ttf"), SemiBold: read("Inter-SemiBold.ttf")}
}

// anonymous is how much memory the process has that is no file's, in bytes.
func anonymous(b *testing.B) int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Fatal(err)
	}
	_, after, _ := strings.Cut(string(status), "RssAnon:")
	fields := strings.Fields(after)
	if len(fields) == 0 {
		b.Fatal("no RssAnon there")
	}
	kilobytes, err := strconv.ParseInt(fields[0], 10, 64)
	if err != nil {
		b.Fatal(err)
	}
	return kilobytes << 10
}

// BenchmarkVerifyReport makes a signed report of 1,000 assets × 26 controls
// and verifies it. Bars: at most 256 MiB of anonymous memory; verifying
// without the data at most 5 % of making, with counting and setting it again at
// most as long as making.
func BenchmarkVerifyReport(b *testing.B) {
	options := benchOptions()
	options.Library.Fonts = reportFonts(b)
	s, err := Open(largeEngagement(b, 1000), options)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	identity, err := sign.NewIdentity(sign.Subject{Name: "J. Weiss"}, false, time.Now().Add(-time.Hour))
	if err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), "report.pdf")
	var making, verifying, counting time.Duration
	var most int64
	for b.Loop() {
		debug.FreeOSMemory()
		stop, peak := make(chan struct{}), make(chan int64)
		go func() {
			most := int64(0)
			for {
				select {
				case <-stop:
					peak <- max(most, anonymous(b))
					return
				case <-time.After(5 * time.Millisecond):
					most = max(most, anonymous(b))
				}
			}
		}()
		start := time.Now()
		if _, err := s.Report(context.Background(), path, ReportOptions{Identity: identity}); err != nil {
			b.Fatal(err)
		}
		making += time.Since(start)
		close(stop)
		most = max(most, <-peak)
		debug.FreeOSMemory()
		start = time.Now()
		verified, err := VerifyPDF(nil, path, nil, nil)
		if err != nil {
			b.Fatal(err)
		}
		verifying += time.Since(start)
		if err := options.Library.CheckData(context.Background(), path, verified); err != nil {
			b.Fatal(err)
		}
		counting += time.Since(start)
		if verified.Data.Matches == nil || !*verified.Data.Matches || !verified.Data.Pages {
			b.Fatalf("its data: %+v", verified.Data)
		}
	}
	b.ReportMetric(verifying.Seconds()/making.Seconds(), "verify/make")
	b.ReportMetric(counting.Seconds()/making.Seconds(), "verify+data/make")
	b.ReportMetric(float64(most)/(1<<20), "MiB-anonymous")
	b.ReportMetric(making.Seconds()/float64(b.N), "making_s")
	b.ReportMetric(0, "ns/op") // it would be of all together
}
