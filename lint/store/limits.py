"""How much of a store is read: an archive of some kilobytes may hold a million files, or petabytes."""

# Of members that are spooled, with the folders that they are in.
MOST_MEMBERS = 1_000_000
# The folders that a member is in: who deletes them goes into each.
MOST_DEEP = 100
# The bytes of a member, which is the default of `max-file-size`; and of its header, which has a long name.
LARGEST, LARGEST_HEADER = 64 << 20, 1 << 20
# How many times its size an archive may grow, once it is larger than the bytes after it. A site whose images
# are left empty has grown 60 times, and text in xz 30 times.
MOST_GROWTH, GROWTH_FROM = 400, 256 << 20
# The same for one member of a zip file.
MOST_OF_MEMBER, MEMBER_FROM = 200, 1 << 20
# The bytes that are spooled of one store.
MOST_BYTES = 32 << 30
# What a decompressor may use; `xz -9` needs 65 MiB.
MOST_MEMORY = 256 << 20
# The bytes that are read at once.
PIECE = 1 << 20
