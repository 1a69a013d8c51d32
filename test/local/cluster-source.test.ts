import './cluster-faults.ts'
import './cluster-refused.ts'
import './cluster-topology.ts'
