# Runs programs in the virtual machine, one a connection: the number of words and the words, a NUL after each; answers with the
# exit code, the length of what was printed on standard output (a NUL after each), that, and what was printed on standard error.
use strict;
use IO::Socket::INET;
my $listener = IO::Socket::INET->new(LocalPort => 7000, Listen => 50, ReuseAddr => 1) or die "listen: $!";
$SIG{CHLD} = 'IGNORE';
while (1) {
  my $client = $listener->accept or next;
  my $server = fork;
  next if $server;
  $SIG{CHLD} = 'DEFAULT';
  close $listener;
  local $/ = "\0";
  my $next = sub { my $word = <$client>; exit unless defined $word; chomp $word; $word };
  my $count = $next->();
  my @argv = map { $next->() } 1 .. $count;
  open(my $out, '+>', undef) or die "output: $!";
  open(my $err, '+>', undef) or die "output: $!";
  my $child = fork;
  die "fork: $!" unless defined $child;
  if ($child == 0) {
    close $client;
    open(STDIN, '<', '/dev/null');
    open(STDOUT, '>&', $out);
    open(STDERR, '>&', $err);
    exec { $argv[0] } @argv;
    print STDERR "$argv[0]: $!\n";
    exit 127;
  }
  waitpid($child, 0);
  my $status = $? & 127 ? 128 + ($? & 127) : $? >> 8;
  undef $/;
  seek($_, 0, 0) for $out, $err;
  my ($printed, $complained) = map { scalar(<$_>) // '' } $out, $err;
  print $client "$status\0", length $printed, "\0$printed$complained";
  close $client;
  exit;
}
