import '../local/cluster-purged.ts'
import '../local/cluster-copied.ts'
import '../local/cluster-left-behind.ts'
