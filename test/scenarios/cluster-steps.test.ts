import '../local/cluster-faults.ts'
import '../local/cluster-refused.ts'
import '../local/cluster-topology.ts'
