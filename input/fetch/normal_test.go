package fetch

import (
	"net/netip"
	"strings"
	"testing"
)

func TestNormal(t *testing.T) {
	tests := []struct{ in, want string }{
		{"https://mail.example/silo", "https://mail.example/silo"},
		{" HTTPS://Mail.Example:443/Silo#top \n", "https://mail.example/Silo"},
		{"http://mail.example:80", "http://mail.example/"},
		{"http://mail.example:443/", "http://mail.example:443/"},
		{"https://mail.example./a/./b/../c", "https://mail.example/a/c"},
		{"https://mail.example/a//b/", "https://mail.example/a//b/"},
		{"https://jana:secret@mail.example/silo", "https://mail.example/silo"},
		{"https://mail.example/%7ejana/%c3%a9t%e9%2fx y/é", "https://mail.example/~jana/%C3%A9t%E9%2Fx%20y/%C3%A9"},
		{"https://mail.example/?b=2&utm_source=x&a=1&&UTM_Medium=y", "https://mail.example/?b=2&a=1"},
		{"https://mail.example/silo?", "https://mail.example/silo"},
		{"https://mail.example/silo?utm%5fsource=x", "https://mail.example/silo"},
		{"https://mail.example/silo?id=7&ref=front&page=2", "https://mail.example/silo?id=7&ref=front&page=2"},
		{"https://mail.example/search?q=a%2Fb+c;d", "https://mail.example/search?q=a%2Fb+c;d"},
		{"https://Münster.example/", "https://xn--mnster-3ya.example/"},
		{"https://under_score.example/", "https://under_score.example/"},
		{"http://[2001:DB8:0::1]:80/", "http://[2001:db8::1]/"},
		{"http://[2001:db8::1]:8080/", "http://[2001:db8::1]:8080/"},
	}
	for _, tt := range tests {
		if got, err := Normal(tt.in); got != tt.want || err != nil {
			t.Errorf("%s: %q, %v; want %q", tt.in, got, err, tt.want)
		}
	}
	for _, in := range []string{"", "mail.example/silo", "ftp://mail.example/", "file:///etc/passwd", "https://", "https:///silo", "http://:80/", "https://a b/", "https://mail.example:x/", "javascript:1", "https://mail.example/%zz", "http://\x00/"} {
		if got, err := Normal(in); err == nil || got != "" {
			t.Errorf("%q: %q, %v; want an error", in, got, err)
		}
	}
}

// The examples of tracking.tsv have their normal form, and every name is taken out.
func TestTracking(t *testing.T) {
	seen := 0
	for line := range strings.Lines(trackingFile) {
		c := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if len(c) != 4 {
			t.Fatalf("%d columns: %s", len(c), line)
		}
		seen++
		if got, err := Normal(c[2]); got != c[3] || err != nil {
			t.Errorf("%s: %q, %v; want %q", c[2], got, err, c[3])
		}
		for name := range strings.FieldsSeq(c[0]) {
			in := "https://mail.example/silo?id=7&" + strings.ReplaceAll(name, "*", "x") + "=1"
			if got, err := Normal(in); got != "https://mail.example/silo?id=7" || err != nil {
				t.Errorf("%s: %q, %v", in, got, err)
			}
		}
	}
	if seen < 10 {
		t.Errorf("%d lines", seen)
	}
}

// The examples of addresses.tsv are private, alone and within IPv6.
func TestPrivate(t *testing.T) {
	for line := range strings.Lines(addressFile) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		c := strings.Split(strings.TrimSpace(line), "\t")
		a := netip.MustParseAddr(c[2])
		if got := private(a); got != c[1] {
			t.Errorf("%s is %q, want %q", a, got, c[1])
		}
		if a.Is4() {
			if mapped := netip.AddrFrom16(a.As16()); private(mapped) != c[1] {
				t.Errorf("%s is %q, want %q", mapped, private(mapped), c[1])
			}
		}
	}
	for _, s := range []string{"::", "::1", "::7f00:1", "::ffff:127.0.0.1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "64:ff9b::808:808", "100::1", "2001:0:808:808::1", "172.16.0.1", "100.127.255.255", "239.1.1.1"} {
		if private(netip.MustParseAddr(s)) == "" {
			t.Errorf("%s is taken for one of the open internet", s)
		}
	}
	for _, s := range []string{"8.8.8.8", "::ffff:8.8.8.8", "172.15.255.255", "172.32.0.1", "100.63.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::1", "2001:4860::8888", "3ffe::1", "192.0.1.1", "223.255.255.255"} {
		if what := private(netip.MustParseAddr(s)); what != "" {
			t.Errorf("%s is taken for %s", s, what)
		}
	}
}

func FuzzNormal(f *testing.F) {
	for _, s := range []string{"https://Mail.Example:443/a/../b?utm_x=1&id=7#z", "http://[::1%25x]:80/", "https://münster.example./%7e%2F", "http://a/?=&%", "//x", "http://a/..//../b", "http://a:/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once, err := Normal(s)
		if err != nil {
			return
		}
		if twice, err := Normal(once); err != nil || twice != once {
			t.Errorf("%q: %q, then %q, %v", s, once, twice, err)
		}
	})
}

func BenchmarkNormal(b *testing.B) {
	for b.Loop() {
		if _, err := Normal("https://www.Mail.example:443/news/2029/03/05/silo-burns?utm_source=rss&id=7&fbclid=x#top"); err != nil {
			b.Fatal(err)
		}
	}
}
