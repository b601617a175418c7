# frozen_string_literal: true

# licensee, reading every file as a license file; does in Ruby what timing.py says.

require 'json'
require 'set'
require 'licensee'

ROUNDS = 3

def ask(path)
  text = File.read(path, encoding: 'bom|utf-8').scrub
  id = Licensee::ProjectFiles::LicenseFile.new(text, 'LICENSE').license&.spdx_id
  id.nil? || id == 'NOASSERTION' ? [] : [[id]]
end

def now
  Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID)
end

paths = $stdin.read.split("\n")
ask(paths.first)
paths.each do |path|
  found = []
  times = Array.new(ROUNDS) do
    start = now
    found = ask(path)
    now - start
  end
  puts JSON.generate(licenses: found, seconds: times.min)
end
