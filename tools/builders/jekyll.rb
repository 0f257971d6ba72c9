# frozen_string_literal: true

# Reads [[kind, input], ...] as JSON from standard input; writes what Jekyll makes of each, in the same order.
# Each input has a site of its own in a temporary folder, so that none spoils another's.

require "fileutils"
require "json"
require "tmpdir"
require "jekyll"

POST = "_posts/2001-02-03-p.md"
FILE_DATE = "2001-02-02T15:00:00Z" # midnight in the site's zone, Asia/Tokyo
FENCED = "---\n%s\n---\nbodyword\n"

# Keeps what Jekyll says of front matter that it could not read: it goes on without it. Of a post it is an error, of
# a page a warning.
class Errors
  attr_reader :texts, :level

  def initialize
    @texts = []
    @level = 0
  end

  def error(text)
    @texts << text
  end

  def warn(text)
    @texts << text if text.include?("YAML Exception")
  end

  %w(add debug info level= progname).each { |name| define_method(name) { |*| nil } }
end

def site(folder)
  Jekyll::Site.new(Jekyll.configuration(
    "source" => folder, "destination" => "#{folder}/_site", "timezone" => "Asia/Tokyo", "future" => true,
    "quiet" => true, "disable_disk_cache" => true, "title" => "Site", "url" => "https://site.example"
  ))
end

def instant(time)
  time.utc.strftime("%Y-%m-%dT%H:%M:%S.%LZ").sub(".000Z", "Z")
end

def plain(found)
  case found
  when Array then found.map { |item| plain(item) }
  when Hash then found.to_h { |key, item| [key.to_s, plain(item)] }
  when Time, Date, Float, Symbol then value(found)[1]
  else found
  end
end

def value(found)
  case found
  when nil then ["null", nil]
  when true, false then ["boolean", found]
  when Integer then ["number", found]
  when Float
    return ["number", found.nan? ? "nan" : found.positive? ? "inf" : "-inf"] unless found.finite?

    ["number", found == found.to_i && found.abs < 2**53 ? found.to_i : found]
  when Time then ["date", instant(found.dup)]
  when Date then ["date", "#{found.iso8601}T00:00:00Z"]
  when Array then ["list", plain(found)]
  when Hash then ["mapping", plain(found)]
  else ["text", found.to_s]
  end
end

# Builds a site of one file and gives what the block makes of it.
def built(path, text)
  Dir.mktmpdir do |folder|
    FileUtils.mkdir_p("#{folder}/#{File.dirname(path)}")
    File.binwrite("#{folder}/#{path}", text)
    made = site(folder)
    made.process
    yield made, folder
  end
end

def post(text)
  built(POST, text) { |made, folder| yield made.posts.docs.first, folder }
end

def field(text, key)
  post(text) { |document, _| LOG.texts.empty? ? value(document.data[key]) : "stops" }
end

# `front`: whether something was taken off the top of the file, so that only the rest was rendered.
def fences(path, text)
  built(path, text) do |made, folder|
    whole = File.read("#{folder}/#{path}", :encoding => "bom|utf-8")
    page = path == POST ? made.posts.docs.first : made.pages.find { |item| item.name == path }
    next "stops" unless LOG.texts.empty?
    next { :probe => nil, :front => false, :page => false } unless page

    { :probe => page.data["probe"], :front => $rest != whole, :page => true }
  end
end

def file(path)
  text = "---\ntitle: a\n---\nbodyword\n"
  built(path, text) do |_, folder|
    texts = Dir.glob("#{folder}/_site/**/*", File::FNM_DOTMATCH).select { |name| File.file?(name) }
      .map { |name| File.binread(name) }.select { |found| found.include?("bodyword") }
    next "left out" if texts.empty?

    texts.include?(text) ? "copied" : "page"
  end
end

# The files of a site: see sites.py.
def parts(input)
  input.split(/^=== (page|bare|file|text) (.*)\n/)[1..-1].each_slice(3)
end

def write(folder, input)
  parts(input).each do |kind, path, text|
    FileUtils.mkdir_p("#{folder}/#{File.dirname(path)}")
    body = kind == "text" ? text : "#{"---\n#{text}---\n" if kind == "page"}/* a comment also in Sass */\n"
    File.binwrite("#{folder}/#{path}", body)
  end
end

# The address as Jekyll links to it, and that of the file that it writes if it is another.
def places(item, folder)
  file = item.destination("#{folder}/_site").delete_prefix("#{folder}/_site").sub(%r!/index\.html\z!, "/")
  return [file] if item.is_a?(Jekyll::StaticFile)

  [Jekyll::URL.unescape_path(item.url), file].uniq
end

def redirects(made, item)
  return [] if item.is_a?(Jekyll::StaticFile)

  made.pages.select do |page|
    page.class.name == "JekyllRedirectFrom::RedirectPage" && page.data["redirect"]["to"] == page.send(:absolute_url, item.url)
  end
end

def addresses(input)
  Dir.mktmpdir do |folder|
    write(folder, input)
    File.write("#{folder}/_config.yml", "") unless File.file?("#{folder}/_config.yml")
    Dir.chdir(folder) # `source` is from here
    own = File.read("_config.yml")[/^source: *(.*)/, 1]
    made = Jekyll::Site.new(Jekyll.configuration(
      "source" => own || folder, "config" => "#{folder}/_config.yml", "destination" => "#{folder}/_site",
      "quiet" => true, "disable_disk_cache" => true
    ))
    made.process
    items = made.pages + made.static_files.select(&:write?) + made.docs_to_write
    parts(input).reject { |kind, _, _| kind == "text" }.to_h do |_, path, _|
      item = items.find { |each| (each.is_a?(Jekyll::Page) ? "#{made.source}/#{each.relative_path}" : each.path) == "#{folder}/#{path}" }
      found = item ? [places(item, folder), redirects(made, item).flat_map { |page| places(page, folder) }.uniq] : [[], []]
      [path, found]
    end
  end
end

# In a process of its own, since plug-ins and the zone stay.
def address(input)
  from, to = IO.pipe
  child = fork do
    from.close
    to.write(JSON.generate(addresses(input)))
    to.close
    exit!(0)
  rescue Exception => e # whatever stops Jekyll
    warn "#{input.inspect}: #{e.class} #{e.message.lines.first}" if ENV["TRUTH_DEBUG"]
    exit!(1)
  end
  to.close
  found = from.read.force_encoding("utf-8")
  Process.wait(child)
  $?.success? ? JSON.parse(found) : "stops"
end

# Leaves out the lines at which Jekyll would stop, so that a site is built once: see links.py.
def leave_out(item, payload)
  info = { :registers => { :site => item.site, :page => payload["page"] }, :strict_filters => false }
  lines = item.content.lines.select do |line|
    next true unless line.match?(/\Abegin\d+link/) && line.match?(/\{[{%]/)

    Liquid::Template.parse(line, :line_numbers => true).render!(payload, info)
  rescue StandardError
    false
  end
  item.content = lines.join
end

# Builds the site in a folder, in a process of its own.
def build(folder)
  child = fork do
    Jekyll::Hooks.register([:posts, :pages, :documents], :pre_render) { |item, payload| leave_out(item, payload) }
    Dir.chdir(folder)
    File.write("_config.yml", "") unless File.file?("_config.yml")
    Jekyll::Site.new(Jekyll.configuration(
      "source" => folder, "destination" => "#{folder}/_site", "quiet" => true, "disable_disk_cache" => true
    )).process
    exit!(0)
  rescue Exception => e # whatever stops Jekyll
    warn "#{folder}: #{e.class} #{e.message.lines.first}" if ENV["TRUTH_DEBUG"]
    exit!(1)
  end
  Process.wait(child)
  $?.success? ? "#{folder}/_site" : nil
end

def measured(kind, input)
  case kind
  when "date"
    found = field(format(FENCED, "date: #{input}"), "date")
    found == "stops" ? found : found[0] != "date" || found[1] == FILE_DATE ? "none" : found[1]
  when "scalar" then field(format(FENCED, "probe: #{input}"), "probe")
  when "keys" then field(format(FENCED, input), "k")
  when "fences" then fences(POST, input)
  when "page fences" then fences("p.md", input)
  when "tags"
    post(format(FENCED, "tags:#{input}")) { |document, _| LOG.texts.empty? ? document.site.tags.keys.map(&:to_s) : "stops" }
  when "heading", "body"
    post("---\n---\n#{input}") { |document, _| LOG.texts.empty? ? { :html => document.output } : "stops" }
  when "file" then file(input)
  when "address" then address(input)
  when "build" then build(input)
  end
end

$rest = nil
Jekyll::Hooks.register([:posts, :pages], :pre_render) { |page| $rest = page.content }
LOG = Errors.new
Jekyll.logger = LOG
results = JSON.parse($stdin.read).map do |kind, input|
  LOG.texts.clear
  measured(kind, input)
rescue StandardError, SystemExit => e
  warn "#{kind} #{input.inspect}: #{e.class} #{e.message.lines.first}" if ENV["TRUTH_DEBUG"]
  "stops"
end
puts JSON.generate({
  "version" => Jekyll::VERSION, "kramdown" => Kramdown::VERSION, "psych" => Psych::VERSION,
  "liquid" => Liquid::VERSION, "results" => results
})
